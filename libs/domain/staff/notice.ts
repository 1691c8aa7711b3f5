import type { EventType } from '../dossier/events.js';
import type { CaseKind } from '../deadline-case/case-kind.js';
import type { TargetScope } from '../performance/late-target.js';
import type { ReportPeriod } from '../task-plan/plan-words.js';

/** Kinds of what staff are told. The first two are of a stage's term: a first share of it is used, and a later one. */
export const NOTICE_KINDS = ['stage-half', 'stage-most', 'stage-expired', 'desk-informed', 'digest', 'escalation', 'clock-warning', 'clock-late', 'clock-escalated', 'urged', 'urging-answered', 'late-above-target', 'late-below-target', 'morning-list', 'report-made', 'followed'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** One line of a digest: a list of dossiers or of cases (`cases-due-today`, `cases-overdue`), how many it held, and where it is. */
export interface DigestLine {
  readonly queue: string;
  readonly count: number;
  readonly link: string;
}

/** What a notice about a stage tells: the dossier's code, the share of the stage's term used in percent, and when the term ends. */
export interface StageFacts {
  readonly code: string;
  readonly stageName: string;
  readonly share: number;
  readonly targetAt: number;
}

/** What a notice about a clock of a case tells. `level` says how far up it has gone, nought where it has not. */
export interface ClockFacts {
  readonly code: string;
  readonly caseKind: CaseKind;
  readonly clock: string;
  readonly dueAt: number;
  readonly level: number;
}

/** What a notice about an urging tells: its code, which urging of its dossier it is, and until when it is answered. */
export interface UrgingFacts {
  readonly code: string;
  readonly number: number;
  readonly urgent: boolean;
  readonly dueAt?: number;
}

/** What a notice about a late rate tells: the projected end of a period against the target, hundredths of a percent, and how many more late dossiers break it. */
export interface LateAlertFacts {
  readonly scope: TargetScope;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly target: number;
  /** A percentage with two decimals. */
  readonly projected?: string;
  readonly late: number;
  readonly left: number;
}

/** What a notice about a report made by schedule tells: its run, its kind, and the first and last day it counts. */
export interface ReportFacts {
  readonly run: string;
  readonly report: ReportPeriod;
  readonly first: string;
  readonly last: string;
}

/** What a notice about the list of a morning tells: how many lines it had for the person, which these are, and where they stand. */
export interface MorningFacts {
  readonly day: string;
  readonly late: number;
  readonly soon: number;
  readonly scope: { readonly province: string } | { readonly agencies: readonly string[] };
  readonly officer?: string;
  readonly link: string;
}

/** What a dossier may be followed for: papers the applicant brings, the result, or everything. */
export const FOLLOW_OCCASIONS = ['supplement', 'result', 'any'] as const;
export type FollowOccasion = (typeof FOLLOW_OCCASIONS)[number];

/** What a notice about a followed dossier tells: what happened to it, and when. */
export interface FollowedFacts {
  readonly code: string;
  readonly occasion: FollowOccasion;
  readonly event: EventType;
  readonly occurredAt: number;
}

/** A notice by its kind, with what it tells. Instants are epoch milliseconds. No names, and nothing about applicants. */
export type ToldNotice =
  | { readonly kind: 'stage-half' | 'stage-most' | 'stage-expired'; readonly facts: StageFacts }
  | { readonly kind: 'desk-informed'; readonly facts: { readonly code: string; readonly newAppointment?: number } }
  | { readonly kind: 'digest'; readonly facts: { readonly day: string; readonly lines: readonly DigestLine[] } }
  | { readonly kind: 'clock-warning' | 'clock-late' | 'clock-escalated'; readonly facts: ClockFacts }
  | { readonly kind: 'urged' | 'urging-answered'; readonly facts: UrgingFacts }
  | { readonly kind: 'late-above-target' | 'late-below-target'; readonly facts: LateAlertFacts }
  | { readonly kind: 'report-made'; readonly facts: ReportFacts }
  | { readonly kind: 'morning-list'; readonly facts: MorningFacts }
  | { readonly kind: 'followed'; readonly facts: FollowedFacts }
  | { readonly kind: 'escalation'; readonly facts: { readonly list: string; readonly count: number } };
