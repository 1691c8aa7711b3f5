import { type Instant, instant, MS_PER_HOUR } from '#domain';
import type { RowScope } from '#persistence';
import { countQueues, type Engine, listQueue, type Queue, type QueueRequest, searchDossiers } from '#service';
import { readFigure } from '#service/figures';
import { Random } from '../../simulation/random.js';
import type { Province } from './nation.js';
import { plainGroupBy, type Question, QUESTIONS } from './questions.js';
import { type Spread, spreadOf } from './spread.js';

/** A question answered from the kept figures, and beside it by counting dossiers: with the indexes the lists need, and by reading the table. */
export interface AnsweredQuestion {
  readonly cells: Spread;
  readonly plain: Spread;
  readonly scan: Spread;
}

/** What is asked, of whom, when. */
export interface Asking {
  readonly engine: Engine;
  readonly provinces: readonly [Province, ...Province[]];
  readonly at: Instant;
  readonly calls: number;
  readonly seed: number;
}

/** Counting dossiers takes seconds at size: a few times tell. */
const PLAIN_CALLS = 3;
/** What is taken from a count, so that it reads the table as one no index was made for. */
const WITHOUT_INDEXES = ['enable_indexscan', 'enable_indexonlyscan', 'enable_bitmapscan'] as const;
const PAGE = 50;
const HOURS_LEFT_TODAY = 8;
const SOON_HOURS = 48;
/** As a clerk types them. */
const NAMES = ['nguyen van an', 'tran thi lan', 'le thu huong', 'duong gia dat', 'huynh quoc yen', 'ngo kim oanh'] as const;

/** Every question of the screens, in turn, from the kept figures. */
export async function askQuestions(asking: Asking): Promise<readonly Spread[]> {
  const spreads: Spread[] = [];
  for (const [number, question] of QUESTIONS.entries()) {
    const ask = drawing(asking, question, number);
    spreads.push(await spreadOf(question.name, asking.calls, async () => {
      const { source } = await readFigure(asking.engine.database, ask());
      if (source !== 'cells') throw new Error(`"${question.name}" is not answered from kept figures`);
    }));
  }
  return spreads;
}

/** The same questions beside their answers from the kept figures, answered by counting dossiers. That reads whole tables, and leaves nothing else in memory: ask what is compared with it before. */
export async function countPlainly(asking: Asking, kept: readonly Spread[]): Promise<readonly AnsweredQuestion[]> {
  const { database } = asking.engine;
  const answered: AnsweredQuestion[] = [];
  for (const [number, cells] of kept.entries()) {
    const question = QUESTIONS[number];
    if (question === undefined) throw new Error(`There is no question ${String(number)}`);
    const [counted, scanned] = [drawing(asking, question, number), drawing(asking, question, number)];
    const plain = await spreadOf(question.name, PLAIN_CALLS, () => {
      const { sql, parameters } = plainGroupBy(counted());
      return database.read.rows(sql, parameters);
    });
    const scan = await spreadOf(question.name, PLAIN_CALLS, async () => {
      const { sql, parameters } = plainGroupBy(scanned());
      await database.transaction(async (tx) => {
        for (const setting of WITHOUT_INDEXES) await tx.run(`SET LOCAL ${setting} = off`);
        await tx.rows(sql, parameters);
      });
    });
    answered.push({ cells, plain, scan });
  }
  return answered;
}

/** The same scopes and periods, one after the other, for each way to ask. */
function drawing({ provinces, at, seed }: Asking, question: Question, number: number): () => ReturnType<Question['ask']> {
  const random = new Random(seed + number).branch(1);
  return () => question.ask(random, provinces, at);
}

/** A list as somebody of its scope reads it, who sees no other rows, and beside it as the application does, which sees all. */
export interface AskedList {
  readonly reader: Spread;
  readonly application: Spread;
}

/** Lists of open work and searches, each for a scope of its own. */
export async function askLists(asking: Asking): Promise<readonly AskedList[]> {
  const answered: AskedList[] = [];
  for (const [number, [name, ask]] of LISTS.entries()) {
    // The same scopes, texts and queues for both.
    const questions = (): Lists => new Lists(asking, new Random(asking.seed).branch(number + 2));
    const [read, seen] = [questions(), questions()];
    const application = await spreadOf(name, asking.calls, () => ask(seen, () => asking.engine));
    const reader = await spreadOf(name, asking.calls, () => ask(read, (scope) => ({ ...asking.engine, database: asking.engine.database.within(scope) })));
    answered.push({ reader, application });
  }
  return answered;
}

/** The engine that reads for whoever sees the rows of a scope. */
type EngineFor = (scope: RowScope) => Engine;

/** Draws what is asked for. */
class Lists {
  readonly moment: Pick<QueueRequest, 'at' | 'endOfDay' | 'soonUntil'>;

  constructor(
    private readonly asking: Asking,
    readonly random: Random,
  ) {
    const { at } = asking;
    this.moment = { at, endOfDay: instant(at + HOURS_LEFT_TODAY * MS_PER_HOUR), soonUntil: instant(at + SOON_HOURS * MS_PER_HOUR) };
  }

  queue(): Queue {
    return this.random.pick(['open', 'due-soon', 'late', 'waiting-applicant'] as const);
  }

  /** One agency, with its province as whoever asks for the lists of one says it too. */
  office(): { readonly province: string; readonly agencies: readonly [string] } {
    const { code, handled } = this.random.pick(this.asking.provinces);
    return { province: code, agencies: [this.random.pick(this.random.pick(handled).agencies)] };
  }

  province(): Extract<RowScope, { readonly reach: 'province' }> {
    const { code, handled } = this.random.pick(this.asking.provinces);
    return { reach: 'province', province: code, agencies: [...new Set(handled.flatMap(({ agencies }) => agencies))] };
  }
}

const LISTS: readonly (readonly [string, (lists: Lists, engineFor: EngineFor) => Promise<unknown>])[] = [
  ['a queue of an agency', (lists, engineFor) => {
    const { province, agencies } = lists.office();
    return listQueue(engineFor({ reach: 'agencies', agencies }), { queue: lists.queue(), scope: { agencies, within: province }, limit: PAGE, ...lists.moment });
  }],
  ['a queue of a province', (lists, engineFor) => {
    const scope = lists.province();
    return listQueue(engineFor(scope), { queue: lists.queue(), scope: { province: scope.province }, limit: PAGE, ...lists.moment });
  }],
  ['all badges of an agency', (lists, engineFor) => {
    const { province, agencies } = lists.office();
    return countQueues(engineFor({ reach: 'agencies', agencies }).database.read, { scope: { agencies, within: province }, ...lists.moment });
  }],
  ['a search by the beginning of a code', (lists, engineFor) => {
    const scope = lists.province();
    return search(engineFor(scope), scope, `${scope.province}-0000${String(Math.floor(lists.random.between(10, 99)))}`);
  }],
  ['a search by a name without tone marks', (lists, engineFor) => {
    const scope = lists.province();
    return search(engineFor(scope), scope, lists.random.pick(NAMES));
  }],
  ['a search by a telephone number', (lists, engineFor) => {
    const scope = lists.province();
    return search(engineFor(scope), scope, `09${String(Math.floor(lists.random.between(10_000_000, 99_999_999)))}`);
  }],
];

function search(engine: Engine, { province }: { readonly province: string }, text: string): Promise<unknown> {
  return searchDossiers(engine, { text, scopes: [province], limit: PAGE });
}
