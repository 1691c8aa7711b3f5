import { addCalendarDays, type Agency, type Channel, type Instant, instantAt, type LocalDate, localDateOf, type ProcedureVersion, type WorkingCalendar } from '#domain';
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
  readonly withdraws: boolean;
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
  const mix = MIX.flatMap(([code, weight]) => {
    const procedure = procedures.find((candidate) => candidate.code === code);
    return procedure === undefined ? [] : Array.from({ length: weight }, () => procedure);
  });
  const [first, ...rest] = mix;
  if (first === undefined) {
    throw new Error('The catalogue holds none of the procedures the simulation takes in');
  }
  const days = workingDays(hours, localDateOf(options.from), options.days);
  const arrivals = Array.from({ length: options.dossiers }, (_, index) => {
    const own = random.branch(index);
    const procedure = own.pick([first, ...rest]);
    return { number: index + 1, at: arrivalTime(days, own), body: bodyOf(procedure, agencies, index + 1, own), temper: temperOf(options.lateShare, own) };
  });
  return arrivals.sort((a, b) => a.at - b.at);
}

function workingDays(hours: WorkingCalendar, from: LocalDate, span: number): readonly [LocalDate, ...LocalDate[]] {
  const days = Array.from({ length: span }, (_, offset) => addCalendarDays(from, offset)).filter((day) => hours.isWorkingDay(day));
  const [first, ...rest] = days;
  if (first === undefined) {
    throw new Error('The month to simulate has no working day');
  }
  return [first, ...rest];
}

/** Mornings are busier; nobody comes outside office hours. */
function arrivalTime(days: readonly [LocalDate, ...LocalDate[]], random: Random): Instant {
  const minute = random.chance(0.6) ? random.between(7 * 60 + 5, 10 * 60 + 50) : random.between(13 * 60 + 5, 16 * 60 + 40);
  return instantAt(random.pick(days), Math.floor(minute / 30) * 30);
}

function temperOf(lateShare: number, random: Random): Temper {
  const late = random.chance(lateShare);
  return {
    pace: random.between(0.25, 0.85),
    late,
    apologises: late && random.chance(0.6),
    breaksAgain: late && random.chance(0.3),
    needsSupplement: random.chance(0.15),
    withdraws: random.chance(0.02),
    random,
  };
}

/** Most come to the counter, where the procedure can be filed there. */
function channelOf({ channels }: ProcedureVersion, random: Random): Channel {
  const wished = random.chance(0.3) ? 'online' : random.chance(0.07) ? 'post' : 'counter';
  return channels.find((channel) => channel === wished) ?? channels[0] ?? 'counter';
}

function bodyOf(procedure: ProcedureVersion, agencies: ReadonlyMap<string, Agency>, number: number, random: Random): TakeInBody {
  const [first, ...rest] = procedure.competentAgencies.filter((code) => agencies.has(code));
  const chosen = random.pick([...procedure.cases]);
  const organisation = random.chance(0.1);
  const padded = String(number).padStart(4, '0');
  return {
    procedureCode: procedure.code,
    caseCode: chosen.code,
    agencyCode: first === undefined ? '' : random.pick([first, ...rest]),
    channel: channelOf(procedure, random),
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
