import type { EvidenceRef, Instant, LocalDate, SetTarget } from '#domain';
import type { RateValue } from '#domain/figures';

/** How many tasks were done on time, held against the target of the installation. */
export interface OnTimeRate {
  readonly value: RateValue;
  /** In hundredths of a percent. */
  readonly target: number;
  /** Compared without rounding; absent where nothing was due. */
  readonly isMet?: boolean;
}

/** How a task of a report stands. */
export const REPORTED_STATES = ['awaiting-date', 'running', 'overdue', 'done-on-time', 'done-late', 'unmet'] as const;
export type ReportedState = (typeof REPORTED_STATES)[number];

/** What was reached of one target, as last reported. */
export interface ReportedTarget {
  readonly target: SetTarget;
  readonly wording: string;
  readonly reached?: number;
  readonly outOf?: number;
}

/** A line of a plan's report. */
export interface ReportedTask {
  readonly code: string;
  readonly place: number;
  readonly reference: string;
  readonly section: string;
  readonly title: string;
  readonly scheduleText: string;
  readonly period?: { readonly first: LocalDate; readonly last: LocalDate };
  readonly lead: string;
  readonly coordinating: readonly string[];
  readonly dueAt?: number;
  readonly doneAt?: number;
  readonly state: ReportedState;
  readonly result: string;
  readonly targets: readonly ReportedTarget[];
  readonly findings: { readonly handled: number; readonly total: number };
  readonly evidence: readonly EvidenceRef[];
  /** The lead's words on why it was late or unmet; `explanationDue` where they are owed. */
  readonly explanation?: string;
  readonly explanationDue: boolean;
}

/** A plan with how each of its tasks stands, and how many were done on time. */
export interface PlanReport {
  readonly plan: { readonly id: string; readonly agency: string; readonly number: string; readonly issuedOn: LocalDate; readonly endsOn: LocalDate };
  /** Name of who issued it. */
  readonly issuer: string;
  readonly rate: OnTimeRate;
  readonly at: Instant;
  readonly tasks: readonly ReportedTask[];
}
