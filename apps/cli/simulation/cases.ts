import { type CaseBodies, type CaseCommandType, type CaseKind, type ClockRule, type Instant, instant, sameClockAfter, startClock, type TimeLimit } from '#domain';
import { giveCaseCommand, openCase } from '#service';
import { HEAD, OFFICER, PROVINCE } from './people.js';
import { type Happening, MONTH_BEGINS } from './month.js';
import { Random } from './random.js';
import type { World } from './world.js';

/** A case of the month with its clocks, and what is done about it when. */
interface Play {
  readonly kind: CaseKind;
  readonly series: string;
  readonly rules: readonly ClockRule[];
  /** The commands that end its clocks; none where the month only lets them run. */
  readonly deeds: (at: Instant, clickedAt: number) => readonly Deed[];
}

type Deed = { readonly [Type in CaseCommandType]: { readonly type: Type; readonly body: CaseBodies[Type] } }[CaseCommandType];

const HOUR = 3_600_000;
const DAYS = (amount: number): TimeLimit => ({ unit: 'working-days', amount });

function rule(clock: string, days: number, document: string): ClockRule {
  return { clock, term: { limit: DAYS(days), end: 'same-clock' }, warn: DAYS(1), escalations: [DAYS(1), DAYS(3)], law: { document } };
}

/** One play of each kind: posting within 5 working days, an answer within 15, a task of 10. */
const PLAYS: readonly [Play, ...Play[]] = [
  {
    kind: 'publication',
    series: 'CK',
    rules: [rule('counter', 5, '63/2010/NĐ-CP'), rule('website', 5, '63/2010/NĐ-CP')],
    deeds: (_at, clickedAt) => ['counter', 'website'].map((clock): Deed => ({ type: 'RecordPosting', body: { clock, clickedAt, evidence: [] } })),
  },
  { kind: 'feedback', series: 'PA', rules: [rule('answer', 15, '766/QĐ-TTg')], deeds: () => [] },
  { kind: 'task', series: 'NV', rules: [rule('completion', 10, '126/KH-UBND')], deeds: () => [{ type: 'CompleteTask', body: { evidence: [] } }] },
];

const ARRIVE_WITHIN_DAYS = 18;
const LONGEST_WAIT_HOURS = 400;

/**
 * Publications, feedback and tasks of a month: some done in time, some late, some entered days after the deed, some never
 * touched. The same seed gives the same ones.
 */
export function caseHappenings(world: World, count: number, seed: number): readonly Happening[] {
  const random = new Random(seed).branch(1);
  return Array.from({ length: count }, (_, number) => lifeOf(world, number, random.branch(number))).flat();
}

function lifeOf(world: World, number: number, random: Random): readonly Happening[] {
  const play = PLAYS[number % PLAYS.length] ?? PLAYS[0];
  const opensAt = instant(sameClockAfter(MONTH_BEGINS, Math.floor(random.between(0, ARRIVE_WITHIN_DAYS))) + Math.floor(random.between(0, 9 * HOUR)));
  const doneAt = instant(opensAt + Math.floor(random.between(HOUR, LONGEST_WAIT_HOURS * HOUR)));
  const clickedAt = Math.max(opensAt, doneAt - (random.chance(0.3) ? 48 * HOUR : 0));
  const isDone = random.chance(0.8);
  let code = '';
  const open = async (): Promise<void> => {
    code = await openPlay(world, play, number, opensAt);
  };
  const give = async (): Promise<void> => {
    for (const [index, { type, body }] of play.deeds(doneAt, clickedAt).entries()) {
      await giveCaseCommand(world.engine, world.clock, { actor: OFFICER, idempotencyKey: `simulated-case-${String(number)}-${String(index)}`, code, type, body }, { mayGive: () => true });
    }
  };
  return [{ at: opensAt, act: open }, ...(isDone && doneAt < sameClockAfter(MONTH_BEGINS, ARRIVE_WITHIN_DAYS + 10) ? [{ at: doneAt, act: give }] : [])];
}

function openPlay({ engine }: World, { kind, series, rules }: Play, number: number, at: Instant): Promise<string> {
  return engine.database.transaction(async (tx) => {
    const { code } = await openCase(engine, tx, {
      kind,
      businessKey: `simulation:${kind}:${String(number)}`,
      series,
      agency: PROVINCE,
      actor: HEAD,
      at,
      begin: (named, { calendars }) => [
        { type: 'CaseOpened', payload: { kind, code: named.code, agency: PROVINCE, province: PROVINCE, owner: OFFICER.subject }, occurredAt: at },
        ...rules.map((each) => startClock({ clocks: [] }, each, at, at, { agency: PROVINCE, calendars })),
      ],
    });
    return code;
  });
}
