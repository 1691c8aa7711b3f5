import { addCalendarDays, formatLocalDate, type Instant, instant, instantAt, localDateOf, parseInstant, sameClockAfter, type Actor } from '#domain';
import type { RateValue } from '#domain/figures';
import { introduceStaff, type StaffMember } from '#service';
import { type FigureQuery, readFigure } from '#service/figures';
import { populate, type Arrival } from './population.js';
import { Random } from './random.js';
import { signEverythingOwed } from './signing.js';
import { CHECKER, CLERK, DEPUTY, HEAD, OFFICER, PROVINCE, SIGNATORY } from './people.js';
import { DossierStaff } from './staff.js';
import type { NightReport, World } from './world.js';

/** The month always begins here, so that one seed gives one month; it has a worked Saturday and the National Day break. */
export const MONTH_BEGINS: Instant = parseInstant('2026-08-03T07:00:00+07:00');
const MONTH_DAYS = 30;
/** Wakes may come this late: clock skew, lateness spread, and a breath. */
export const WAKE_LAG_MS = 5_000 + 60_000 + 60_000;
const AT_ONCE = 16;


/** Size, seed and lateness of a month. */
export interface MonthOptions {
  readonly dossiers: number;
  readonly seed: number;
  readonly lateShare: number;
  /** What else happens in the month, each at its instant; what would come after its end is left out. */
  readonly happenings?: readonly Happening[];
  /** Told after every virtual day. */
  readonly progress: (day: MonthDay) => void;
}

/** Something that happens to the counter rather than to one dossier. */
export interface Happening {
  readonly at: Instant;
  readonly act: () => Promise<void>;
}

/** How far a month is, with the report of the day that is over. */
export interface MonthDay {
  readonly day: number;
  readonly of: number;
  readonly taken: number;
  /** The late rate so far, as a manager sees it this evening. */
  readonly late: RateValue | undefined;
}

/** Who was taken in and who was refused until the month ended. */
export interface MonthResult {
  readonly end: Instant;
  readonly taken: readonly string[];
  readonly refused: Readonly<Record<string, number>>;
  /** What watchdog and reconciliation did in all nights together. */
  readonly nights: NightReport;
}

interface Due {
  readonly at: Instant;
  readonly act: () => Promise<readonly Due[]>;
}

/** Lives through the month: everything due at one virtual instant happens, its work drains, then time moves on. */
export async function liveThroughMonth(world: World, options: MonthOptions): Promise<MonthResult> {
  const { engine } = world;
  await introduceStaff(engine.database.read, [OFFICER, CHECKER, HEAD, DEPUTY, SIGNATORY].map(memberOf), 'simulation', world.now);
  const procedures = (await engine.database.read.rows<{ code: string; version: number }>('SELECT code, version FROM procedure_version ORDER BY code')).map(({ code, version }) => engine.rules.procedure(engine.database.read, code, version));
  const agencies = await engine.rules.agencies(engine.database.read);
  const calendars = await engine.rules.calendars(engine.database.read, await engine.rules.currentSnapshot(engine.database.read));
  const calendarOf = (agency: string): ReturnType<typeof calendars.processing> => calendars.processing(agency);
  const taken: string[] = [];
  const refused: Record<string, number> = {};
  const arrivals = populate(
    (await Promise.all(procedures)).map(({ procedure }) => procedure),
    agencies,
    calendarOf(CLERK.agency),
    { dossiers: options.dossiers, lateShare: options.lateShare, from: MONTH_BEGINS, days: MONTH_DAYS - 4 },
    new Random(options.seed),
  );
  const arrive = (arrival: Arrival): Due => ({
    at: arrival.at,
    act: async () => {
      const result = await world.takeIn(CLERK, arrival.body);
      if ('refused' in result) {
        refused[result.refused] = (refused[result.refused] ?? 0) + 1;
        return [];
      }
      taken.push(result.id);
      return turns(new DossierStaff(world, arrival, result.code, result.id, calendarOf));
    },
  });
  const end = sameClockAfter(MONTH_BEGINS, MONTH_DAYS);
  const nights = { nudged: 0, checked: 0, restarted: 0 };
  const happenings = (options.happenings ?? []).map(({ at, act }): Due => ({ at, act: () => act().then(() => []) }));
  await runAgenda(world, [...arrivals.map(arrive), ...happenings], end, async (day) => {
    await signEverythingOwed(world);
    await world.drain(WAKE_LAG_MS);
    const night = await world.night();
    nights.nudged += night.nudged;
    nights.checked += night.checked;
    nights.restarted += night.restarted;
    options.progress({ day, of: MONTH_DAYS, taken: taken.length, late: await reportDay(world) });
  });
  return { end, taken, refused, nights };
}

/** The question behind the late rate of the month up to an instant. */
export function lateRateUntil(at: Instant): FigureQuery {
  return { scope: { province: PROVINCE }, period: { kind: 'range', first: localDateOf(MONTH_BEGINS), last: localDateOf(at) }, rates: ['late-rate'], at };
}

async function reportDay(world: World): Promise<RateValue | undefined> {
  const { figures } = await readFigure(world.engine.database, lateRateUntil(world.now));
  return figures[0]?.rates['late-rate'];
}

/** A simulated person as one of the staff. */
function memberOf(actor: Actor): StaffMember {
  return { ...actor, name: actor.subject, position: actor.role, mailWanted: false, activeFrom: formatLocalDate(localDateOf(MONTH_BEGINS)) };
}

async function turns(staff: DossierStaff): Promise<readonly Due[]> {
  const { next } = await staff.act();
  return next === undefined ? [] : [{ at: next, act: () => turns(staff) }];
}

async function runAgenda(world: World, first: readonly Due[], end: Instant, dayDone: (day: number) => Promise<void>): Promise<void> {
  const agenda = new Map<number, Due[]>();
  const add = (due: Due): void => {
    agenda.set(due.at, [...(agenda.get(due.at) ?? []), due]);
  };
  first.forEach(add);
  let midnight = nextMidnight(world.now);
  for (let day = 0; world.now < end; ) {
    const upcoming = Math.min(...agenda.keys(), Number.MAX_SAFE_INTEGER);
    if (upcoming >= midnight || upcoming > end) {
      await world.advanceTo(midnight);
      await world.drain(WAKE_LAG_MS);
      await world.tellStaff();
      midnight = nextMidnight(world.now);
      day += 1;
      await dayDone(day);
      continue;
    }
    const due = agenda.get(upcoming) ?? [];
    agenda.delete(upcoming);
    await world.advanceTo(instant(upcoming));
    for (let index = 0; index < due.length; index += AT_ONCE) {
      const following = await Promise.all(due.slice(index, index + AT_ONCE).map(({ act }) => act()));
      following.flat().forEach(add);
    }
    await world.drain(WAKE_LAG_MS);
    await world.tellStaff();
  }
}

function nextMidnight(at: Instant): Instant {
  return instantAt(addCalendarDays(localDateOf(at), 1), 0);
}
