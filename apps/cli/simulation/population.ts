import { addCalendarDays, type Agency, type Channel, type Instant, instantAt, type LocalDate, localDateOf, type ProcedureVersion, weekdayOf, type WorkingCalendar } from '#domain';
import type { TakeInBody } from '#service';
import type { Random } from './random.js';

/** How the people behind a dossier will behave. */
export interface Temper {
  /** Share of each stage's budget its officer uses. */
  readonly pace: number;
  /** An officer lets it lie until after it is due. */
  readonly late: boolean;
  /** The signatory signs the apology in time, with a new date. */
  readonly apologises: boolean;
  /** The new date is broken too. */
  readonly breaksAgain: boolean;
  readonly needsSupplement: boolean;
  /** False: papers asked for are never brought. */
  readonly bringsPapers: boolean;
  /** The clock is stopped once on a legal ground, where the procedure has one. */
  readonly pauses: boolean;
  readonly withdraws: boolean;
  /** Turned away at the desk, or online with a notice. */
  readonly refusedAtIntake: boolean;
  readonly refusedAfterAppraisal: boolean;
  /** No tax or fee is found to be owed for the land. */
  readonly owesNothing: boolean;
  /** When the result is fetched. */
  readonly collects: 'at-once' | 'later' | 'never';
  readonly random: Random;
}

/** One person coming to the counter, the portal or the post box. */
export interface Arrival {
  readonly number: number;
  readonly at: Instant;
  readonly body: TakeInBody;
  readonly temper: Temper;
}

/** How many come, when, and how many meet a late officer. */
export interface PopulationOptions {
  readonly dossiers: number;
  readonly lateShare: number;
  readonly from: Instant;
  readonly days: number;
}

/** Procedures a counter sees most, by weight. */
const MIX: readonly (readonly [code: string, weight: number])[] = [
  ['1.013225', 12], ['1.115778', 10], ['1.012783', 8], ['1.012784', 6], ['1.004873', 12], ['1.004884', 6], ['1.001612', 10], ['1.004222', 8],
  ['1.014464', 6], ['1.005144', 5], ['2.002621', 6], ['3.000347', 6], ['1.014466', 2], ['1.001193', 3],
];

/** The seeded population of a counter's month, in order of arrival. */
export function populate(procedures: readonly ProcedureVersion[], agencies: ReadonlyMap<string, Agency>, hours: WorkingCalendar, options: PopulationOptions, random: Random): readonly Arrival[] {
  const [first, ...rest] = MIX.flatMap(([code, weight]) => {
    const procedure = procedures.find((candidate) => candidate.code === code);
    return procedure === undefined ? [] : [{ procedure, weight }];
  });
  if (first === undefined) {
    throw new Error('The catalogue holds none of the procedures the simulation takes in');
  }
  const days = { open: workingDays(hours, localDateOf(options.from), options.days), all: options.days, from: localDateOf(options.from) };
  const arrivals = Array.from({ length: options.dossiers }, (_, index) => {
    const own = random.branch(index);
    const { procedure } = own.weighted([first, ...rest], ({ weight }) => weight);
    const channel = channelOf(procedure, own);
    const at = channel === 'online' && own.chance(0.35) ? eveningOrWeekend(days, own) : officeHours(days.open, own);
    const temper = temperOf(options.lateShare, own);
    return { number: index + 1, at, body: bodyOf(procedure, channel, agencies, index + 1, temper, own), temper };
  });
  return arrivals.sort((a, b) => a.at - b.at || a.number - b.number);
}

function workingDays(hours: WorkingCalendar, from: LocalDate, span: number): readonly [LocalDate, ...LocalDate[]] {
  const days = Array.from({ length: span }, (_, offset) => addCalendarDays(from, offset)).filter((day) => hours.isWorkingDay(day));
  const [first, ...rest] = days;
  if (first === undefined) {
    throw new Error('The month to simulate has no working day');
  }
  return [first, ...rest];
}

/** How busy a counter is by the day of the week: most come on Mondays, few on a worked Saturday. */
const BY_WEEKDAY = { mon: 1.5, tue: 1.15, wed: 1, thu: 0.9, fri: 0.95, sat: 0.5, sun: 0.3 } as const;

/** Mornings are busier, Mondays most of all; nobody comes outside office hours. */
function officeHours(days: readonly [LocalDate, ...LocalDate[]], random: Random): Instant {
  const minute = random.chance(0.6) ? random.between(7 * 60 + 35, 11 * 60) : random.between(13 * 60 + 35, 16 * 60 + 40);
  const day = random.weighted(days, (candidate) => BY_WEEKDAY[weekdayOf(candidate)]);
  return instantAt(day, toHalfHour(minute));
}

/** The portal is open when the counter is not: the clock then starts with the next working hours. */
function eveningOrWeekend(days: { readonly from: LocalDate; readonly all: number }, random: Random): Instant {
  return instantAt(addCalendarDays(days.from, Math.floor(random.between(0, days.all))), toHalfHour(random.between(18 * 60, 23 * 60)));
}

function toHalfHour(minute: number): number {
  return Math.floor(minute / 30) * 30;
}

const COLLECTING = { 'at-once': 0.6, later: 0.32, never: 0.08 };

function temperOf(lateShare: number, random: Random): Temper {
  const late = random.chance(lateShare);
  return {
    pace: random.between(0.25, 0.85),
    late,
    apologises: late && random.chance(0.6),
    breaksAgain: late && random.chance(0.3),
    needsSupplement: random.chance(0.15),
    bringsPapers: random.chance(0.85),
    pauses: random.chance(0.25),
    withdraws: random.chance(0.02),
    refusedAtIntake: random.chance(0.03),
    refusedAfterAppraisal: random.chance(0.03),
    owesNothing: random.branch(1).chance(0.5),
    collects: random.weighted(['at-once', 'later', 'never'], (when) => COLLECTING[when]),
    random,
  };
}

/** Most come to the counter, where the procedure can be filed there. */
function channelOf({ channels }: ProcedureVersion, random: Random): Channel {
  const wished = random.chance(0.3) ? 'online' : random.chance(0.07) ? 'post' : 'counter';
  return channels.find((channel) => channel === wished) ?? channels[0] ?? 'counter';
}

function bodyOf(procedure: ProcedureVersion, channel: Channel, agencies: ReadonlyMap<string, Agency>, number: number, temper: Temper, random: Random): TakeInBody {
  const [first, ...rest] = procedure.competentAgencies.filter((code) => agencies.has(code));
  const chosen = random.pick([...procedure.cases]);
  const organisation = random.chance(0.1);
  const padded = String(number).padStart(4, '0');
  return {
    procedureCode: procedure.code,
    caseCode: chosen.code,
    agencyCode: first === undefined ? '' : random.pick([first, ...rest]),
    channel,
    ...(temper.refusedAtIntake && channel !== 'online' ? { refusal: { reasonCode: 'incomplete', reason: 'Thiếu giấy tờ bắt buộc' } } : {}),
    applicant: {
      type: organisation ? 'organisation' : 'person',
      name: organisation ? `Công ty mô phỏng số ${padded}` : `Người nộp hồ sơ mô phỏng số ${padded}`,
      idNumber: `0790${padded.padStart(8, '0')}`,
      phone: `09${padded.padStart(8, '0')}`,
      address: 'Tổ dân phố số 1, phường Trung Tâm',
    },
    components: chosen.components.filter((component) => component.required).map((component) => ({ code: component.code, copies: 1, kind: component.originals > 0 ? ('original' as const) : ('copy' as const) })),
  };
}
