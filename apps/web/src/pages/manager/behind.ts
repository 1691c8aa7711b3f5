import type { components } from '../../api/schema.js';
import { addressOf, type Asked, given, periodOf, scopeOf } from './asked.js';

/** Where lists behind numbers are. */
export const BEHIND_PATH = '/so-lieu/ho-so';

type PortalCount = NonNullable<components['schemas']['PortalDifference']['counted']>;

/** How late is told from on time. */
export type Comparison = 'minute' | 'date';

/** The list of the dossiers, letters, payments or runs of stages behind a part of a rate. */
export function behindRate(rate: string, asked: Asked, of: 'numerator' | 'denominator' | 'subtracted', parts: Readonly<Record<string, string | undefined>> = {}): string {
  return addressOf(BEHIND_PATH, { rate, of }, periodOf(asked), scopeOf(asked), parts);
}

/** The list of the shares of delays behind the minutes charged to an agency or a stage. */
export function behindDelay(asked: Asked, parts: Readonly<Record<string, string | undefined>> = {}): string {
  return addressOf(BEHIND_PATH, { delay: 'shares' }, periodOf(asked), scopeOf(asked), parts);
}

/** The list of the open dossiers of one age: a bucket by kind and first day, or what is in none. */
export function behindAge(bucket: string, asked: Asked): string {
  return addressOf(BEHIND_PATH, { bucket }, scopeOf(asked));
}

/** What may fall due in an agency on a day. */
export const DUE_WORK = ['dossiers', 'runs', 'supplements'] as const;

/** The list of what falls due in an agency on one day. */
export function behindDay(agency: string, day: string, due: (typeof DUE_WORK)[number]): string {
  return addressOf(BEHIND_PATH, { agency, day, due });
}

/** The list of the dossiers of a cell of the table of received, done and pending. */
export function behindCell(column: string, comparison: Comparison, asked: Asked, parts: Readonly<Record<string, string | undefined>> = {}): string {
  return addressOf(BEHIND_PATH, { column, comparison }, periodOf(asked), scopeOf(asked), parts);
}

/** The cell of the table whose dossiers a number of the portal counts here. Its column of those on time also holds what has no date, which the number leaves out. */
const PORTAL_CELLS: Readonly<Record<Exclude<PortalCount['measure'], 'finishedOnTime'>, string>> = { received: 'received', carriedOver: 'carried-over', finishedEarly: 'early', finishedLate: 'late', openInTime: 'in-time', openOverdue: 'overdue' };

/** The list of the dossiers of our number beside one of the portal's, over the days and in the scope of the comparison. */
export function behindPortalCount({ measure, agency, field }: PortalCount, compared: Pick<components['schemas']['PortalComparison'], 'from' | 'to' | 'agency'>): string {
  const asked = given({ from: compared.from, to: compared.to, agency: agency ?? compared.agency ?? undefined, field: field ?? undefined });
  return measure === 'finishedOnTime' ? behindRate('same-day-of-processed', asked, 'numerator') : behindCell(PORTAL_CELLS[measure], 'minute', asked);
}
