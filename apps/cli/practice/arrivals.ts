import { type Instant, instant, MS_PER_HOUR, MS_PER_MINUTE, type ProcedureVersion, sameClockAfter, type WorkingCalendar } from '#domain';
import type { TakeInBody } from '#service';
import type { Arrival, Temper } from '../simulation/population.js';
import type { Random } from '../simulation/random.js';
import { inventedPerson } from './invented-people.js';
import type { Diligence, Played } from './played.js';
import { scenes } from './scenes.js';

/** One dossier of the quarter. */
export interface Life {
  readonly number: number;
  readonly arrival: Arrival;
  readonly diligence: Diligence;
}

/** What the lives of a quarter are made of. */
export interface LivesPlan {
  readonly arrivals: readonly Arrival[];
  readonly procedures: readonly ProcedureVersion[];
  readonly calendar: WorkingCalendar;
  readonly now: Instant;
  readonly random: Random;
}

/** What was taken in within these days may lie waiting; before, everything that waited has been seen to. */
const RECENT_DAYS = 25;
const WAITING_SHARE = 0.3;
/** Working time within which the dossiers due soon are due: a whole day and the morning after. */
const DUE_WITHIN_MS = 12 * MS_PER_HOUR;
const DUE_SHARE = 0.08;
const LEAST_OF_A_KIND = 8;
const CENTRE = 'H99.02';

/** The lives of a quarter up to now: who came, made out with invented people, and those that make the present day. */
export function practiceLives({ arrivals, procedures, calendar, now, random }: LivesPlan): readonly Life[] {
  const past = arrivals.filter(({ at }) => at < now);
  const ofAKind = Math.max(LEAST_OF_A_KIND, Math.round(past.length * DUE_SHARE));
  const [first] = past;
  if (first === undefined) return [];
  const diligenceOf = ({ at, temper }: Arrival): Diligence => (at > sameClockAfter(now, -RECENT_DAYS) && temper.random.branch(3).chance(WAITING_SHARE) ? 'until-it-waits' : 'thorough');
  const again = filedAgain(past, now);
  const lives: Played[] = [
    ...past.map((arrival) => ({ arrival, diligence: diligenceOf(arrival) })),
    ...again.map((arrival) => ({ arrival, diligence: 'thorough' as const })),
    ...scenes(past, procedures, calendar, now),
    ...dueSoon(past, procedures, calendar, now, ofAKind),
    ...past.filter(({ body }) => body.channel === 'online').slice(0, ofAKind).map((arrival, index) => ({ arrival: { ...arrival, at: instant(now - (7 + index * 23) * MS_PER_MINUTE) }, diligence: 'none' as const })),
    ...past.filter(({ body }) => body.channel === 'counter' && isCommune(body.agencyCode)).slice(0, LEAST_OF_A_KIND).map((arrival, index) => ({
      arrival: { ...arrival, at: lastOpenBefore(calendar, now, index), body: index % 2 === 0 ? arrival.body : { ...arrival.body, receivingAgencyCode: CENTRE } },
      diligence: 'none' as const,
    })),
  ];
  return lives
    .sort((a, b) => a.arrival.at - b.arrival.at)
    .map(({ arrival, diligence, person }, index) => {
      const number = index + 1;
      const who = person ?? (again.includes(arrival) || arrival.temper.withdraws ? arrival.number : 500_000 + number);
      return { number, diligence, arrival: { ...arrival, number, body: withPerson(arrival.body, who, random) } };
    });
}

/** Who withdrew comes again some days later with the same papers: the watch list looks for them. */
function filedAgain(past: readonly Arrival[], now: Instant): readonly Arrival[] {
  return past
    .filter(({ temper }) => temper.withdraws)
    .map((arrival): Arrival => ({ ...arrival, at: sameClockAfter(arrival.at, 9), temper: { ...arrival.temper, withdraws: true, late: false } }))
    .filter(({ at }) => at < now);
}

/** Dossiers that are due within the coming working hours and still at work: of procedures whose term is whole working days. */
function dueSoon(past: readonly Arrival[], procedures: readonly ProcedureVersion[], calendar: WorkingCalendar, now: Instant, count: number): readonly Played[] {
  const termOf = (body: TakeInBody): number | undefined => {
    const parts = procedures.find(({ code }) => code === body.procedureCode)?.cases.find(({ code }) => code === body.caseCode)?.parts;
    const [part, second] = parts ?? [];
    const { limit, start, end } = part?.term ?? {};
    return second === undefined && limit?.unit === 'working-days' && Number.isInteger(limit.amount) && limit.amount > 2 && start === 'on-receipt' && end === 'same-clock' ? limit.amount : undefined;
  };
  const fit = past.flatMap((arrival) => {
    const term = arrival.body.channel === 'counter' ? termOf(arrival.body) : undefined;
    return term === undefined ? [] : [{ arrival, term }];
  });
  return fit.slice(0, count).map(({ arrival, term }, index) => {
    const due = calendar.addWorkingTime(now, Math.round((DUE_WITHIN_MS * (index + 1)) / (count + 1)));
    const temper: Temper = { ...arrival.temper, late: true, apologises: index % 3 === 0, pauses: false, needsSupplement: false, withdraws: false, refusedAtIntake: false, refusedAfterAppraisal: false };
    const { refusal: _, ...body } = arrival.body;
    return { arrival: { ...arrival, at: calendar.addWorkingDays(due, -term, 'same-clock'), body, temper }, diligence: 'thorough' };
  });
}

function lastOpenBefore(calendar: WorkingCalendar, now: Instant, index: number): Instant {
  return calendar.addWorkingTime(now, -(index + 1) * 17 * MS_PER_MINUTE);
}

function isCommune(agency: string): boolean {
  return agency.startsWith('H99.3');
}

/** @param who number of the person: the same one has the same name and numbers */
function withPerson(body: TakeInBody, who: number, random: Random): TakeInBody {
  return { ...body, applicant: inventedPerson(who, random.branch(who)) };
}
