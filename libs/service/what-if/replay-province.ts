import { type DossierState, foldEvent, type Instant } from '#domain';
import {
  type Assumption, ChangedRules, type ChangedSide, type DaySpan, decidingDays, itemsOfRow, type JudgedItem, JudgedLedger, type JudgedWindow, judgedWindow, type Replayed, type ReplayedLedger, replayLedger, type Scenario, toldEvent, type ToldRow, WhatIfTally,
} from '#domain/figures';
import type { Transaction } from '#persistence';
import { RulesShelf } from '../calendars/rules-shelf.js';
import { readFigure } from '../figures/read-figure.js';
import { readAhead } from '../read-ahead.js';
import type { RuleBook } from '../rule-book.js';
import { countLives, type LifeRow, type LivesQuestion, readLives, readTold } from './read-lives.js';
import type { WhatIfAnswer, WhatIfDossier } from './request-rows.js';

/** A scenario to replay: of whom, over which days, as of when. */
export interface ReplayQuestion {
  readonly province: string;
  readonly agency?: string;
  readonly days: DaySpan;
  readonly scenario: Scenario;
  readonly at: Instant;
}

/** A dossier that changes side, before it has a place in a list. */
export type ChangedDossier = Omit<WhatIfDossier, 'place'> & { readonly assumption: Assumption };

/** Told of each page of dossiers as soon as it is replayed: how many there are, how many are done, and what changed side. */
export type ReplayListener = (dossiers: number, done: number, changed: readonly ChangedDossier[]) => Promise<void>;

/**
 * Replays the dossiers of the headline late rate under a scenario, page by page, and adds them up. `tx` sees one moment (REPEATABLE READ),
 * so that before and figure are of the same dossiers. Writes nothing; what the listener throws ends it.
 */
export async function replayProvince(rules: Pick<RuleBook, 'rules'>, tx: Transaction, question: ReplayQuestion, listener: ReplayListener): Promise<WhatIfAnswer> {
  const { province, agency, days, scenario, at } = question;
  const scope = { province, ...(agency === undefined ? {} : { agency }) };
  const lives = { ...scope, days, officers: [...new Set(scenario.absences.map(({ officer }) => officer))] };
  const { figures, source } = await readFigure({ read: tx }, { scope, period: { kind: 'range', ...days }, rates: ['late-rate'], at });
  const dossiers = await countLives(tx, lives);
  const replay = new ProvinceReplay(rules, tx, question, source === 'cells');
  let done = 0;
  for await (const read of readAhead(readPages(tx, lives, replay))) {
    const changed = await replay.add(read);
    done += read.page.length;
    await listener(dossiers, done, changed);
  }
  const figure = figures[0]?.rates['late-rate'] ?? { n: 0, d: 0 };
  return replay.answer(at, figure);
}

interface Touched {
  readonly days: boolean;
  readonly term: boolean;
  /** Of a changed term, with a date no term moves. */
  readonly unmovable: boolean;
  readonly held: boolean;
}

/** Dossiers with what the scenario can touch of them, and the ledgers that are therefore read. */
interface ReadPage {
  readonly page: readonly LifeRow[];
  readonly touched: ReadonlyMap<string, Touched>;
  readonly told: ReadonlyMap<string, readonly ToldRow[]>;
}

/** Each page of dossiers with what it is replayed from. */
async function* readPages(tx: Transaction, lives: LivesQuestion, replay: ProvinceReplay): AsyncGenerator<ReadPage, undefined> {
  for await (const page of readLives(tx, lives)) {
    yield await replay.read(page);
  }
}

class ProvinceReplay {
  readonly #changed: ChangedRules;
  readonly #shelf: RulesShelf;
  readonly #window: JudgedWindow;
  readonly #laysOut: boolean;
  readonly #tally: WhatIfTally;
  readonly #counts = { dossiers: 0, replayed: 0, givenDates: 0, notMovable: 0, notReplayable: 0 };

  constructor(
    rules: Pick<RuleBook, 'rules'>,
    private readonly tx: Transaction,
    private readonly question: ReplayQuestion,
    /** The figure is told from kept counts, which know of reopenings and transfers. */
    private readonly knowsHistory: boolean,
  ) {
    this.#changed = new ChangedRules(question.scenario);
    const { holidays, openDays, absences } = question.scenario;
    this.#laysOut = [holidays, openDays, absences].some((changes) => changes.length > 0);
    this.#shelf = new RulesShelf(rules);
    this.#window = judgedWindow(question.days, question.at);
    this.#tally = new WhatIfTally(this.#window);
  }

  /** Reads what a page of dossiers is replayed from. */
  async read(page: readonly LifeRow[]): Promise<ReadPage> {
    const touched = new Map(page.map((row) => [row.id, this.#touched(row)]));
    const read = page.filter((row) => isTouched(touched.get(row.id)) || (row.retold && this.knowsHistory));
    const told = await readTold(this.tx, read.map(({ id }) => id), { work: this.#laysOut });
    return { page, touched, told };
  }

  async add({ page, touched, told }: ReadPage): Promise<readonly ChangedDossier[]> {
    await this.#shelf.fetch(this.tx, page.flatMap((row) => snapshotsIn(told.get(row.id) ?? []).map((snapshot) => ({ code: row.procedureCode, version: row.procedureVersion, snapshot }))));
    return page.flatMap((row) => this.#addOne(row, touched.get(row.id), told.get(row.id) ?? []));
  }

  answer(asOf: Instant, figure: WhatIfAnswer['figure']): WhatIfAnswer {
    const total = this.#tally.total();
    return { asOf, figure, matches: figure.n === total.before.n && figure.d === total.before.d, total, byAgency: this.#tally.byAgency(), counts: this.#counts };
  }

  #touched({ receivedAt, dueAt, finishedAt, procedureCode, caseCode, imported, basis, held }: LifeRow): Touched {
    const { first, last } = decidingDays(receivedAt, dueAt, finishedAt, this.question.at);
    const term = this.#changed.touchesTerm(procedureCode, caseCode);
    const movable = !imported && basis === 'computed';
    return { days: this.#changed.touchesDays(first, last), term: term && movable, unmovable: term && !movable, held: held && this.#changed.touchesAbsence(first, last) };
  }

  #addOne(row: LifeRow, touched: Touched | undefined, told: readonly ToldRow[]): readonly ChangedDossier[] {
    const { agency } = this.question;
    const all = row.retold && this.knowsHistory ? this.#itemsOfLedger(told) : itemsOfRow(row, this.#window);
    const items = agency === undefined ? all : all.filter((item) => item.agency === agency);
    // One that was cancelled, or only passed another agency, was read and is not of the rate.
    if (items.length === 0) {
      return [];
    }
    this.#counts.dossiers += 1;
    this.#counts.notMovable += touched?.unmovable === true ? 1 : 0;
    if (touched === undefined || !isTouched(touched)) {
      this.#tally.add(items);
      return [];
    }
    const replayed = this.#replayed(row, touched, told);
    if (replayed === undefined) {
      this.#counts.notReplayable += 1;
    } else {
      this.#counts.replayed += 1;
      this.#counts.givenDates += row.imported ? 1 : 0;
    }
    return this.#tally.add(items, replayed).map((side) => changedDossier(row, side, replayed?.[side.assumption]));
  }

  /** A ledger that cannot be counted holds up no other: it is told as such. */
  #replayed({ procedureCode, procedureVersion }: LifeRow, { days, term, held }: Touched, told: readonly ToldRow[]): ReplayedLedger | undefined {
    try {
      const may = { dates: days || term, work: days || held };
      return replayLedger(told.map(toldEvent), { rulesOf: this.#shelf.of(procedureCode, procedureVersion), changed: this.#changed, at: this.#window.lateBefore, may });
    } catch {
      return undefined;
    }
  }

  #itemsOfLedger(told: readonly ToldRow[]): readonly JudgedItem[] {
    const judged = new JudgedLedger(this.#window);
    let state: DossierState | undefined;
    for (const row of told) {
      const event = toldEvent(row);
      state = foldEvent(state, event);
      judged.add(event, state);
    }
    return judged.items();
  }
}

function isTouched(touched: Touched | undefined): boolean {
  return touched !== undefined && (touched.days || touched.term || touched.held);
}

/** Every calendar version the events refer to; a move by a calendar names the one before it too. */
function snapshotsIn(told: readonly ToldRow[]): readonly string[] {
  return [...new Set(told.flatMap(({ type, payload, calendarSnapshot }) => (type === 'DeadlineMoved' ? [calendarSnapshot, (JSON.parse(payload) as { readonly fromSnapshot: string }).fromSnapshot] : [calendarSnapshot])))];
}

function changedDossier({ code, procedureCode, dueAt, finishedAt }: LifeRow, { assumption, item, side }: ChangedSide, replayed: Replayed | undefined): ChangedDossier {
  return { assumption, code, agency: item.agency, procedureCode, side, dueBefore: dueAt, dueAfter: replayed?.dueAt ?? null, endedBefore: finishedAt, endedAfter: replayed?.endedAt ?? null };
}
