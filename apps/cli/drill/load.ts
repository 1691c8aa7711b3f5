import { setTimeout as delay } from 'node:timers/promises';
import { formatInstant, instant, sameClockAfter } from '#domain';
import { applyImport, type Engine, systemClock } from '#service';
import type { Random } from '../simulation/random.js';
import { type Answered, type Call, Desk } from './desk.js';
import type { DrillStack } from './drill-stack.js';
import { patiently } from './patiently.js';
import { COMMUNE, QUICK } from './quick-procedure.js';
import type { DossierApart } from './stack.js';

/** A command of a desk's script. */
type Said = Pick<Call, 'role' | 'body'>;

const ASSIGN: Said = { role: 'head', body: { type: 'Assign', body: { officer: 'bench-officer' } } };
const CONTACT: Said = { role: 'clerk', body: { type: 'RecordContact', body: { party: 'applicant' } } };
const PAYMENT: Said = { role: 'clerk', body: { type: 'RecordPayment', body: { amount: 50_000, method: 'cash', receiptNumber: 'BL-01' } } };
const REQUEST: Said = { role: 'officer', body: { type: 'RequestSupplement', body: { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' }, text: { reason: 'Drill' } } };
const SUPPLEMENT: Said = { role: 'clerk', body: { type: 'ReceiveSupplement' } };
const RESULT: Said = { role: 'clerk', body: { type: 'RecordResult', body: { resultNumber: 'QĐ-01' } } };
const HAND_OVER: Said = { role: 'clerk', body: { type: 'HandOver', body: { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' }, text: { receiver: 'Drill' } } };
const [SHARE_QUICK, SHARE_SUPPLEMENTED, SHARE_FINISHED, SHARE_PAID] = [0.6, 0.4, 0.6, 0.5];
const [LEAST_REST_MS, MOST_REST_MS] = [50, 250];
const INTAKES = '/api/v1/dossiers';
const CHANNELS = ['email', 'email', 'sms'] as const;

/** A call of a desk and how long its clerk waited for the answer. */
export interface Waited {
  readonly kind: 'intake' | 'command';
  /** When it was sent, epoch ms. */
  readonly at: number;
  readonly tookMs: number;
}

/** How desks work; absent members: they rest a little before each call, as a person does, and nobody listens. */
export interface LoadOptions {
  /** Resolves when the next call of any desk may be made. */
  readonly pace?: () => Promise<void>;
  /** Told of every answer. */
  readonly heard?: (waited: Waited) => void;
}

/** Dossiers that fall due at one instant. */
export interface Wave {
  readonly codes: readonly string[];
  readonly dueAt: number;
}

/** The work of a counter while things go wrong: desks that take dossiers in and say commands, and dossiers that fall due together. */
export class Load {
  /** Keys the API answered for, with how and when; nothing of them may ever be lost but by intent. */
  readonly answered = new Map<string, { readonly status: number; readonly at: number }>();
  readonly #taken = new Map<string, number>();
  readonly #desk: Desk;
  #accepted = 0;
  #isHeld = false;
  #isOver = false;
  #busy = 0;
  #waves = 0;
  #apart = 0;
  #waiting: { readonly at: number; readonly resolve: () => void }[] = [];

  constructor(
    private readonly stack: DrillStack,
    private readonly random: Random,
    private readonly options: LoadOptions = {},
  ) {
    this.#desk = new Desk(stack.apiUrl, stack.issuer);
    stack.deskApart = {
      takeIn: () => this.#takeInApart(),
      askForPapers: (dossier) => this.#askForPapersOf(dossier),
      forgetLostAfter: (at) => this.#forgetLostAfter(at),
    };
  }

  /** Codes of dossiers whose intake was answered or that were imported. */
  get codes(): readonly string[] {
    return [...this.#taken.keys()];
  }

  /** Commands, intakes among them, the API has accepted so far. */
  get accepted(): number {
    return this.#accepted;
  }

  /** Starts so many desks; resolves when they were told to stop and have. */
  async run(desks: number): Promise<void> {
    await Promise.all(Array.from({ length: desks }, (_, number) => this.#work(number, this.random.branch(number + 1))));
  }

  /** Resolves when so many more commands were accepted. */
  async untilAccepted(more: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#waiting.push({ at: this.#accepted + more, resolve });
    });
  }

  /** Has every desk wait; resolves when nothing is under way at any. */
  async hold(): Promise<void> {
    this.#isHeld = true;
    while (this.#busy > 0) await delay(50);
  }

  goOn(): void {
    this.#isHeld = false;
  }

  stop(): void {
    this.#isOver = true;
    this.#desk.close();
  }

  /** Imports dossiers that all fall due in so many milliseconds. The database must answer. */
  async wave(size: number, dueInMs: number): Promise<Wave> {
    const dueAt = systemClock.now() + dueInMs;
    return { codes: await this.#import(size, dueAt, 'WAVE'), dueAt };
  }

  /** Imports dossiers nobody works on, due in weeks. */
  async openQuietly(size: number): Promise<void> {
    await this.#import(size, sameClockAfter(systemClock.now(), 21), 'OPEN');
  }

  async #import(size: number, dueAt: number, series: string): Promise<readonly string[]> {
    this.#waves += 1;
    const receivedAt = formatInstant(sameClockAfter(systemClock.now(), -1));
    const codes = Array.from({ length: size }, (_, index) => `${series}-${String(this.#waves)}-${String(index)}`);
    const fields = { procedureCode: '1.013225', agencyCode: COMMUNE, channel: 'counter', applicantName: 'Drill', receivedAt, dueAt: formatInstant(instant(dueAt)) };
    const { taken } = await applyImport(this.#engine, codes.map((code, index) => ({ line: index + 2, fields: { ...fields, code } })), systemClock.now(), { source: 'drill' });
    if (taken !== size) throw new Error(`${String(size - taken)} lines of the wave were not imported`);
    for (const code of codes) this.#taken.set(code, systemClock.now());
    return codes;
  }

  get #engine(): Engine {
    return this.stack.engine;
  }

  async #work(number: number, random: Random): Promise<void> {
    for (let turn = 1; !this.#isOver; turn += 1) {
      const name = `drill-${String(number)}-${String(turn)}`;
      const code = await this.#takeIn(name, random);
      if (code === undefined) continue;
      for (const [step, said] of scriptOf(random).entries()) {
        await this.#say({ ...said, path: `${INTAKES}/${code}/commands`, key: `${name}-${String(step)}` }, random);
      }
    }
  }

  async #takeIn(key: string, random: Random): Promise<string | undefined> {
    const chosen = random.chance(SHARE_QUICK) ? { procedureCode: QUICK.code } : { procedureCode: '1.013225', caseCode: '1.013225.01' };
    const applicant = { name: 'Drill', phone: '0900000001', email: `${key}@example.vn` };
    const body = { ...chosen, agencyCode: COMMUNE, channel: 'counter', notifyBy: random.pick(CHANNELS), applicant };
    const answer = await this.#say({ role: 'clerk', path: INTAKES, key, body }, random);
    const code = answer?.body['code'];
    if (answer === undefined || typeof code !== 'string' || answer.status >= 300) return undefined;
    this.#taken.set(code, systemClock.now());
    return code;
  }

  async #say(call: Call, random: Random): Promise<Answered | undefined> {
    await (this.options.pace?.() ?? delay(random.between(LEAST_REST_MS, MOST_REST_MS)));
    while (this.#isHeld && !this.#isOver) await delay(50);
    this.#busy += 1;
    try {
      const [at, begun] = [systemClock.now(), performance.now()];
      const answer = await this.#desk.post(call);
      if (answer === undefined) return undefined;
      this.options.heard?.({ kind: call.path === INTAKES ? 'intake' : 'command', at, tookMs: performance.now() - begun });
      this.#note(call.key, answer.status);
      return answer;
    } finally {
      this.#busy -= 1;
    }
  }

  #note(key: string, status: number): void {
    this.answered.set(key, { status, at: systemClock.now() });
    if (status >= 300) return;
    this.#accepted += 1;
    const reached = this.#waiting.filter(({ at }) => at <= this.#accepted);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.#accepted);
    for (const { resolve } of reached) resolve();
  }

  async #takeInApart(): Promise<DossierApart> {
    this.#apart += 1;
    const key = `drill-apart-${String(this.#apart)}`;
    const body = { procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: COMMUNE, channel: 'counter', applicant: { name: 'Drill' } };
    const answer = await this.#desk.post({ role: 'clerk', path: INTAKES, key, body });
    const [id, code] = [answer?.body['id'], answer?.body['code']];
    if (typeof id !== 'string' || typeof code !== 'string') throw new Error(`The dossier apart was not taken in: ${JSON.stringify(answer)}`);
    this.#note(key, 201);
    this.#taken.set(code, systemClock.now());
    return { id, code };
  }

  async #askForPapersOf({ code }: DossierApart): Promise<void> {
    for (const said of [ASSIGN, REQUEST]) {
      const key = `drill-apart-${code}-${said.role}`;
      const answer = await this.#desk.post({ ...said, path: `/api/v1/dossiers/${code}/commands`, key });
      if (answer === undefined || answer.status >= 300) throw new Error(`A command on the dossier apart was not accepted: ${JSON.stringify(answer)}`);
      this.#note(key, answer.status);
    }
  }

  /** Whoever was answered before the instant must find it all; what was answered later may be there nevertheless, and then has to stay. */
  async #forgetLostAfter(at: number): Promise<readonly string[]> {
    const { read } = this.#engine.database;
    const keys = [...this.answered].filter(([, answer]) => answer.at > at && answer.status < 300).map(([key]) => key);
    const codes = [...this.#taken].filter(([, takenAt]) => takenAt > at).map(([code]) => code);
    const keysThere = new Set((await patiently(() => read.rows<{ key: string }>('SELECT idempotency_key AS key FROM command_inbox WHERE idempotency_key = ANY ($1)', [keys]))).map(({ key }) => key));
    const codesThere = new Set((await patiently(() => read.rows<{ code: string }>('SELECT code FROM dossier WHERE code = ANY ($1)', [codes]))).map(({ code }) => code));
    for (const key of keys.filter((each) => !keysThere.has(each))) this.answered.delete(key);
    const lost = codes.filter((code) => !codesThere.has(code));
    for (const code of lost) this.#taken.delete(code);
    return lost;
  }
}

function scriptOf(random: Random): readonly Said[] {
  return [
    ASSIGN,
    CONTACT,
    ...(random.chance(SHARE_SUPPLEMENTED) ? [REQUEST, SUPPLEMENT] : []),
    ...(random.chance(SHARE_PAID) ? [PAYMENT] : []),
    ...(random.chance(SHARE_FINISHED) ? [RESULT, HAND_OVER] : []),
  ];
}
