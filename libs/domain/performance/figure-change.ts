import type { EventType, NewEvent } from '../dossier/events.js';
import { indexOverdueHere } from '../dossier/index-clock.js';
import { currentPromise, type DossierState } from '../dossier/state.js';
import { statutoryOverdueHere } from '../dossier/statute-clock.js';
import { isInStock } from '../dossier/status.js';
import type { Instant } from '../time/instant.js';
import type { DeltaScope } from './figure-delta.js';
import { figureDeltas } from './figure-deltas.js';
import type { Dimension } from './grains.js';
import { isStock, type Measure, MEASURES, type Stock } from './measures.js';
import type { DaySpan } from './periods.js';

/** The figures a change is told of: a scope without officers, the days of a period, and until when lateness not yet recorded counts. */
export interface FigureWindow {
  readonly scope: { readonly province: string } & Readonly<Partial<Record<Exclude<Dimension, 'officer'>, string>>>;
  readonly days: DaySpan;
  /** What is due before it and not recorded as late counts as overdue: the end of the period, or now while it lasts. */
  readonly lateBefore: Instant;
}

/** A count that dossiers' events alone give. */
export type EventCount = Measure | 'carriedOver';

/** Signed changes of the counts of a scope and period; those that did not change are absent. */
export type FigureChange = Readonly<Partial<Record<EventCount, number>>>;

/**
 * Events that may be booked on a day before that of their `occurredAt`: an import on the days it reports, an apology on the day of the
 * break it is about, a rating in the place of an earlier one, the file of a result on the day of the result. Every other event changes
 * no day before its own.
 */
export const REACHING_BACK: readonly EventType[] = ['DossierImported', 'ApologySigned', 'ServiceRated', 'FileAttached'];

/**
 * What one event does to the figures of a scope and period, as they are shown: its deltas booked within the period, those of stocks booked
 * before it too, and the lateness that was due before `lateBefore` and waits to be recorded. Summed over all events of all
 * dossiers it is the figures themselves, in any order of the dossiers.
 */
export function figureChange(before: DossierState | undefined, event: NewEvent, after: DossierState, window: FigureWindow): FigureChange {
  const counts = new Map<EventCount, number>();
  const add = (count: EventCount, by: number): void => {
    counts.set(count, (counts.get(count) ?? 0) + by);
  };
  const { first, last } = window.days;
  for (const delta of figureDeltas(before, event, after).filter((one) => one.day <= last && isWithinScope(one, window))) {
    MEASURES.forEach((measure, index) => {
      const by = delta.measures[index] ?? 0;
      if (delta.day >= first || isStock(measure)) {
        add(measure, by);
      }
      if (delta.day < first && measure === 'open') {
        add('carriedOver', by);
      }
    });
  }
  for (const [state, sign] of [[before, -1], [after, 1]] as const) {
    for (const stock of standingIn(state, window)) {
      add(stock, sign);
    }
  }
  return changed(counts);
}

/** Changes added together. */
export function sumOfChanges(changes: readonly FigureChange[]): FigureChange {
  const counts = new Map<EventCount, number>();
  for (const change of changes) {
    for (const [count, by] of Object.entries(change) as [EventCount, number][]) {
      counts.set(count, (counts.get(count) ?? 0) + by);
    }
  }
  return changed(counts);
}

/** True for a dossier in the stock that was due before an instant without an event that says so: its timer is on the way. */
export function isLateUnrecorded(state: DossierState, before: Instant): boolean {
  const { status, becameLateAt, pause, provisional, dueAt } = state;
  return isInStock(status) && becameLateAt === undefined && pause === undefined && !provisional && dueAt !== undefined && dueAt < before && (state.acceptedAt ?? state.receivedAt) < before;
}

/** The same of the date last given. */
function isPromiseUnrecorded(state: DossierState, before: Instant): boolean {
  const { status, pause, provisional, promises, becameLateAt, dueAt } = state;
  const promise = currentPromise(state);
  const isPassed = promises.length > 1 ? promise !== undefined && promise.at < before : becameLateAt === undefined && dueAt !== undefined && dueAt < before;
  return isInStock(status) && promise?.brokenAt === undefined && pause === undefined && !provisional && isPassed && (state.acceptedAt ?? state.receivedAt) < before;
}

/** Overdue by item 2.1 of index 766, of which no event tells the day. */
function isIndexOverdue(state: DossierState, before: Instant): boolean {
  const from = indexOverdueHere(state.indexClock);
  return isInStock(state.status) && from !== undefined && from < before;
}

/** Past the limit of the statute, of which no event tells the day either. */
function isStatutoryOverdue(state: DossierState, before: Instant): boolean {
  const from = statutoryOverdueHere(state);
  return isInStock(state.status) && from !== undefined && from < before;
}

/** What is counted of open dossiers as they stand, beside what their events booked. */
const STANDING: readonly (readonly [Stock, (state: DossierState, before: Instant) => boolean])[] = [
  ['overdue', isLateUnrecorded],
  ['overdueCurrent', isPromiseUnrecorded],
  ['indexOverdue', isIndexOverdue],
  ['statutoryOverdue', isStatutoryOverdue],
];

/** The stocks an open dossier counts in as it stands, beside those its events booked. */
export function standingStocks(state: DossierState, before: Instant): readonly Stock[] {
  return STANDING.flatMap(([stock, isOverdue]) => (isOverdue(state, before) ? [stock] : []));
}

function standingIn(state: DossierState | undefined, window: FigureWindow): readonly Stock[] {
  if (state === undefined) {
    return [];
  }
  const { province, competentAgency: agency, procedure, field: fieldCode, channel } = state;
  return isWithinScope({ province, agency, procedureCode: procedure.code, fieldCode, channel }, window) ? standingStocks(state, window.lateBefore) : [];
}

function isWithinScope(line: Omit<DeltaScope, 'day' | 'officer'>, { scope }: FigureWindow): boolean {
  const asked = [
    [scope.province, line.province], [scope.agency, line.agency], [scope.procedure, line.procedureCode], [scope.field, line.fieldCode], [scope.channel, line.channel],
  ] as const;
  return asked.every(([wanted, is]) => wanted === undefined || wanted === is);
}

function changed(counts: ReadonlyMap<EventCount, number>): FigureChange {
  return Object.fromEntries([...counts].filter(([, by]) => by !== 0));
}
