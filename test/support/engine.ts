import { afterAll } from 'vitest';
import { type Actor, type CommandBodies, type CommandType, type DossierView, instant, type Instant, parseInstant } from '#domain';
import { acceptCommand, applyTransition, closeEngine, type CommandRecord, type Engine, findCommand, loadCatalogue, openEngine, readCatalogue, takeIn, type TakeInBody } from '#service';
import { createTestDatabase, type TestDatabase } from './database.js';

/** A clock the test sets. */
export class TestClock {
  #now: Instant;

  constructor(text: string) {
    this.#now = parseInstant(text);
  }

  now(): Instant {
    return this.#now;
  }

  set(text: string): Instant {
    this.#now = parseInstant(text);
    return this.#now;
  }

  add(ms: number): Instant {
    this.#now = instant(this.#now + ms);
    return this.#now;
  }
}

const dataFolder = new URL('../../data/', import.meta.url);

/** People of the demo province, province-wide unless a test narrows them. Its signatories are those the demo catalogue gives authority. */
export function person(role: Actor['role'], agency = 'H99', subject = role === 'signatory' ? `signatory@${agency}` : `${role}-1`): Actor {
  return { subject, role, agency };
}

/** A counter on a database of the test file's own: services called directly, without Temporal. */
export class TestCounter {
  #keys = 0;

  constructor(
    readonly engine: Engine,
    readonly database: TestDatabase,
    readonly clock: TestClock,
  ) {}

  /** Takes a dossier in as a clerk; throws unless it was created. */
  async takeIn(body: Partial<TakeInBody> = {}, actor = person('clerk')): Promise<{ readonly code: string; readonly id: string }> {
    const result = await takeIn(this.engine, this.clock, { actor, idempotencyKey: this.key(), body: { ...HOUSE_PERMIT, ...body } });
    if (result.kind !== 'created') {
      throw new Error(`Not taken in: ${JSON.stringify(result)}`);
    }
    return { code: result.code, id: result.dossierId };
  }

  /** Accepts a command and has it applied at once; returns its record with the outcome. */
  async give<T extends CommandType>(actor: Actor, code: string, type: T, body: CommandBodies[T], text?: Readonly<Record<string, unknown>>): Promise<CommandRecord> {
    const acceptance = await acceptCommand(this.engine, this.clock, { actor, idempotencyKey: this.key(), dossierCode: code, type, body, ...(text === undefined ? {} : { text }) });
    if (acceptance.kind !== 'accepted' || acceptance.command.dossierId === undefined) {
      throw new Error(`Not accepted: ${JSON.stringify(acceptance)}`);
    }
    await applyTransition(this.engine, acceptance.command.dossierId, [acceptance.command.id], this.clock.now());
    const record = await findCommand(this.engine, acceptance.command.id);
    if (record === undefined) {
      throw new Error('The command vanished');
    }
    return record;
  }

  /** A wake at the clock's present instant. */
  wake(id: string): Promise<DossierView> {
    return applyTransition(this.engine, id, ['wake'], this.clock.now());
  }

  key(): string {
    this.#keys += 1;
    return `test-key-${String(this.#keys)}`;
  }
}

/** A house-building permit of the commune: 7 working days. */
export const HOUSE_PERMIT: TakeInBody = {
  procedureCode: '1.013225',
  caseCode: '1.013225.01',
  agencyCode: 'H99.31',
  channel: 'counter',
  applicant: { name: 'Người nộp hồ sơ thử nghiệm', idNumber: '079000000001', phone: '0900000001', address: 'Tổ 1, phường Trung Tâm' },
};

/** The master key of every test counter. */
export const MASTER_KEY = new Uint8Array(32).fill(7);

/** Opens a counter for the calling test file (call it in `beforeAll` with a database made at top level). */
export async function openTestCounter(database: TestDatabase, at: string): Promise<TestCounter> {
  const engine = await openEngine({ databaseUrl: database.url, masterKey: MASTER_KEY, applicationName: 'test', poolSize: 8 });
  const clock = new TestClock(at);
  await loadCatalogue(engine.database, await readCatalogue(dataFolder), clock.now());
  return new TestCounter(engine, database, clock);
}

/** A database and a counter for the calling test file, closed after its last test. Call at top level. */
export async function testCounter(at: string): Promise<TestCounter> {
  const database = await createTestDatabase();
  const counter = await openTestCounter(database, at);
  afterAll(() => closeEngine(counter.engine));
  return counter;
}
