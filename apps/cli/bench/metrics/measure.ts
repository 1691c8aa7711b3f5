import { type Instant, instant, MS_PER_HOUR } from '#domain';
import { countQueues, type Engine, listQueue, searchDossiers } from '#service';
import { readFigure } from '#service/figures';
import { Random } from '../../simulation/random.js';
import type { Province } from './nation.js';
import { plainGroupBy, type Question, QUESTIONS } from './questions.js';
import { type Spread, spreadOf } from './spread.js';

/** A question answered from the kept figures, and beside it by counting dossiers. */
export interface AnsweredQuestion {
  readonly cells: Spread;
  readonly plain: Spread;
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
const PAGE = 50;
const HOURS_LEFT_TODAY = 8;
const SOON_HOURS = 48;
/** As a clerk types them. */
const NAMES = ['nguyen van an', 'tran thi lan', 'le thu huong', 'duong gia dat', 'huynh quoc yen', 'ngo kim oanh'] as const;

/** Every question of the screens, in turn. */
export async function askQuestions(asking: Asking): Promise<readonly AnsweredQuestion[]> {
  const answered: AnsweredQuestion[] = [];
  for (const [number, question] of QUESTIONS.entries()) {
    answered.push(await askBoth(asking, question, number));
  }
  return answered;
}

async function askBoth({ engine, provinces, at, calls, seed }: Asking, question: Question, number: number): Promise<AnsweredQuestion> {
  const queries = (branch: number): (() => ReturnType<Question['ask']>) => {
    const random = new Random(seed + number).branch(branch);
    return () => question.ask(random, provinces, at);
  };
  const [kept, counted] = [queries(1), queries(1)];
  const cells = await spreadOf(question.name, calls, async () => {
    const { source } = await readFigure(engine.database, kept());
    if (source !== 'cells') throw new Error(`"${question.name}" is not answered from kept figures`);
  });
  const plain = await spreadOf(question.name, PLAIN_CALLS, () => {
    const { sql, parameters } = plainGroupBy(counted());
    return engine.database.read.rows(sql, parameters);
  });
  return { cells, plain };
}

/** Lists of open work and searches, each for a scope of its own. */
export async function askLists({ engine, provinces, at, calls, seed }: Asking): Promise<readonly Spread[]> {
  const random = new Random(seed).branch(2);
  const moment = { at, endOfDay: instant(at + HOURS_LEFT_TODAY * MS_PER_HOUR), soonUntil: instant(at + SOON_HOURS * MS_PER_HOUR) };
  const agency = (): string => random.pick(random.pick(random.pick(provinces).handled).agencies);
  const province = (): string => random.pick(provinces).code;
  const search = (text: string): Promise<unknown> => searchDossiers(engine, { text, scopes: [province()], limit: PAGE });
  return [
    await spreadOf('a queue of an agency', calls, () => listQueue(engine, { queue: random.pick(['open', 'due-soon', 'late', 'waiting-applicant']), scope: { agencies: [agency()] }, limit: PAGE, ...moment })),
    await spreadOf('a queue of a province', calls, () => listQueue(engine, { queue: random.pick(['open', 'due-soon', 'late', 'waiting-applicant']), scope: { province: province() }, limit: PAGE, ...moment })),
    await spreadOf('all badges of an agency', calls, () => countQueues(engine.database.read, { scope: { agencies: [agency()] }, ...moment })),
    await spreadOf('a search by the beginning of a code', calls, () => { const code = province(); return searchDossiers(engine, { text: `${code}-0000${String(Math.floor(random.between(10, 99)))}`, scopes: [code], limit: PAGE }); }),
    await spreadOf('a search by a name without tone marks', calls, () => search(random.pick(NAMES))),
    await spreadOf('a search by a telephone number', calls, () => search(`09${String(Math.floor(random.between(10_000_000, 99_999_999)))}`)),
  ];
}
