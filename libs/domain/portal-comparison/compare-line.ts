import { type DossierStatus, type PortalCode, portalCodeOf } from '../dossier/status.js';
import { dayEndingAt, instant, type Instant, instantAt, localDateOf, MS_PER_MINUTE } from '../time/instant.js';
import type { CodeLine, PortalMoment, PortalPunctuality } from './portal-table.js';

/** Why the portal says something else, as far as it can be told; `unknown`: a person has to look. */
export const DIFFERENCE_REASONS = ['by-date', 'paused-in-time', 'withdrawn-on-time', 'undated-on-time', 'reappointed', 'first-date', 'not-synced', 'not-told', 'unknown-code', 'other-scope', 'unknown'] as const;
export type DifferenceReason = (typeof DIFFERENCE_REASONS)[number];

/** A dossier of ours as it is held against a line. */
export interface ComparedDossier {
  readonly code: string;
  readonly status: DossierStatus;
  /** Absent where nobody promised one. */
  readonly dueAt?: number;
  readonly firstAppointment?: number;
  readonly appointment?: number;
  readonly finishedAt?: number;
  /** By the minute, of what has ended. */
  readonly punctuality?: 'early' | 'on-time' | 'late';
  /** Open and overdue by the minute. */
  readonly overdue: boolean;
  readonly paused: boolean;
  /** Something of it is still to be told to the portal. */
  readonly syncWaiting: boolean;
}

/** One difference of a dossier. */
export type LineDifference =
  | { readonly kind: 'other-status'; readonly ours?: PortalCode; readonly theirs: PortalCode; readonly reason: DifferenceReason }
  | { readonly kind: 'other-due'; readonly ours?: number; readonly theirs: PortalMoment; readonly reason: DifferenceReason }
  | { readonly kind: 'other-punctuality'; readonly ours: PortalPunctuality; readonly byDate: PortalPunctuality; readonly theirs: PortalPunctuality; readonly dueAt?: number; readonly finishedAt?: number; readonly reason: DifferenceReason };

/** What a line of the portal's list says otherwise than we do at a moment; nothing of what it does not say. */
export function compareLine(line: CodeLine, ours: ComparedDossier, at: Instant): readonly LineDifference[] {
  return [...compareStatus(line, ours), ...compareDue(line, ours), ...comparePunctuality(line, ours, at)];
}

function compareStatus({ status }: CodeLine, ours: ComparedDossier): readonly LineDifference[] {
  const own = portalCodeOf(ours.status);
  return status === undefined || status === own ? [] : [{ kind: 'other-status', ...(own === undefined ? {} : { ours: own }), theirs: status, reason: otherwise(ours) }];
}

function compareDue({ due }: CodeLine, ours: ComparedDossier): readonly LineDifference[] {
  if (due === undefined || isAt(due, ours.dueAt)) {
    return [];
  }
  const reason = isAt(due, ours.appointment) ? 'reappointed' : isAt(due, ours.firstAppointment) ? 'first-date' : otherwise(ours);
  return [{ kind: 'other-due', ...(ours.dueAt === undefined ? {} : { ours: ours.dueAt }), theirs: due, reason }];
}

/** The same day, and the same minute where the list gives one. 24:00 belongs to the day it ends. */
function isAt({ day, minute }: PortalMoment, ms: number | undefined): boolean {
  return ms !== undefined && (minute === undefined ? dayEndingAt(instant(ms)) === day : Math.floor((ms - instantAt(day, minute)) / MS_PER_MINUTE) === 0);
}

function comparePunctuality({ punctuality: theirs }: CodeLine, ours: ComparedDossier, at: Instant): readonly LineDifference[] {
  const own: PortalPunctuality = ours.punctuality ?? (ours.overdue ? 'late' : 'in-time');
  if (theirs === undefined || isSame(own, theirs)) {
    return [];
  }
  const byDate = standingByDate(ours, at);
  const dates = { ...(ours.dueAt === undefined ? {} : { dueAt: ours.dueAt }), ...(ours.finishedAt === undefined ? {} : { finishedAt: ours.finishedAt }) };
  return [{ kind: 'other-punctuality', ours: own, byDate, theirs, ...dates, reason: whyPunctuality(ours, own, byDate, theirs) }];
}

/** What is open and in time is said in several words. */
function isSame(ours: PortalPunctuality, theirs: PortalPunctuality): boolean {
  return ours === theirs || (ours === 'in-time' && theirs !== 'late') || (theirs === 'in-time' && ours !== 'late');
}

/** How the portal compares: the day of the end with the day of the date; no date is on time. */
function standingByDate({ dueAt, finishedAt }: ComparedDossier, at: Instant): PortalPunctuality {
  const ended = finishedAt === undefined ? undefined : localDateOf(instant(finishedAt));
  if (dueAt === undefined) {
    return ended === undefined ? 'in-time' : 'on-time';
  }
  const due = dayEndingAt(instant(dueAt));
  const day = ended ?? localDateOf(at);
  return day > due ? 'late' : ended === undefined ? 'in-time' : day < due ? 'early' : 'on-time';
}

function whyPunctuality(dossier: ComparedDossier, ours: PortalPunctuality, byDate: PortalPunctuality, theirs: PortalPunctuality): DifferenceReason {
  if (dossier.dueAt === undefined) {
    return 'undated-on-time';
  }
  if (!isSame(ours, byDate) && isSame(byDate, theirs)) {
    return 'by-date';
  }
  if (dossier.status === 'withdrawn' && theirs === 'on-time') {
    return 'withdrawn-on-time';
  }
  if (ours === 'late' && theirs !== 'late') {
    if (dossier.paused) {
      return 'paused-in-time';
    }
    if (dossier.appointment !== undefined && dossier.appointment > dossier.dueAt && (dossier.finishedAt ?? 0) <= dossier.appointment) {
      return 'reappointed';
    }
  }
  return otherwise(dossier);
}

function otherwise({ syncWaiting }: ComparedDossier): DifferenceReason {
  return syncWaiting ? 'not-synced' : 'unknown';
}
