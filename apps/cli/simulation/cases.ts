import { type Instant, instant, type ProcedureVersion, sameClockAfter } from '#domain';
import { CaseDesk } from './case-desk.js';
import type { Counter } from './counter.js';
import { type Happening, MONTH_BEGINS } from './month.js';
import { Pace } from './pace.js';
import { playFeedback } from './play-feedback.js';
import { playPublication } from './play-publication.js';
import { playTask } from './play-task.js';
import { playUrging } from './play-urging.js';
import { Random } from './random.js';
import type { World } from './world.js';

const ARRIVE_WITHIN_DAYS = 18;
const HOUR = 3_600_000;
/** Longest hours between two steps: of those who work quickly, and of those who come late. */
const SLOWNESS = [12, 30, 90] as const;

type Play = (desk: CaseDesk, pace: Pace, random: Random, number: number, procedures: readonly [ProcedureVersion, ...ProcedureVersion[]]) => void;

const PLAYS: readonly [Play, ...Play[]] = [playPublication, (desk, pace, random) => { playFeedback(desk, pace, random); }, playTask, playUrging];

/** What happens to publications, feedback, urgings and tasks in a month, and the desks at which it does. */
export interface CaseMonth {
  readonly desk: CaseDesk;
  readonly happenings: readonly Happening[];
}

/** `count` of them, as many of each; the same seed gives the same ones. */
export async function caseMonth(world: World, count: number, seed: number): Promise<CaseMonth> {
  const desk = new CaseDesk(world);
  return { desk, happenings: await playCases(desk, { count, seed, begins: MONTH_BEGINS, withinDays: ARRIVE_WITHIN_DAYS }) };
}

/** How many cases come to a desk, and when. */
export interface CasePlan {
  readonly count: number;
  readonly seed: number;
  readonly begins: Instant;
  /** Days from the beginning within which they come. */
  readonly withinDays: number;
  /** Number of the first; those of one desk are numbered once. */
  readonly from?: number;
}

/** What happens to cases at a desk, each at its instant; the same plan gives the same. */
export async function playCases(desk: CaseDesk, { count, seed, begins: first, withinDays, from = 0 }: CasePlan): Promise<readonly Happening[]> {
  const random = new Random(seed).branch(1);
  const procedures = await announcedProcedures(desk.world);
  return Array.from({ length: count }, (_, index) => {
    const number = from + index;
    const own = random.branch(number);
    const begins = instant(sameClockAfter(first, Math.floor(own.between(0, withinDays))) + Math.floor(own.between(1, 9 * HOUR)));
    const pace = new Pace(begins, own.branch(1), own.pick(SLOWNESS));
    (PLAYS[number % PLAYS.length] ?? PLAYS[0])(desk, pace, own.branch(2), number, procedures);
    return pace.happenings;
  }).flat();
}

/** The last version of every procedure in force, by code. */
async function announcedProcedures({ engine: { database } }: Counter): Promise<readonly [ProcedureVersion, ...ProcedureVersion[]]> {
  const [first, ...rest] = (await database.read.rows<{ data: ProcedureVersion }>('SELECT DISTINCT ON (code) data FROM procedure_version ORDER BY code, version DESC')).map(({ data }) => data);
  if (first === undefined) throw new Error('The catalogue has no procedure to announce');
  return [first, ...rest];
}
