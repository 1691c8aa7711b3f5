import type { Actor } from '../dossier/actor.js';
import type { TextRef } from '../dossier/commands.js';
import type { FeedbackPayloads } from '../feedback/feedback-events.js';
import type { LegalBasis } from '../procedure/procedure.js';
import type { PublicationPayloads } from '../publication/publication-events.js';
import type { TaskPayloads } from '../task/task-events.js';
import type { Instant } from '../time/instant.js';
import type { CaseKind } from './case-kind.js';
import type { ClockCounting, ClockDates } from './clock-rule.js';
import type { EvidenceRef } from './evidence-ref.js';

export type { EvidenceRef } from './evidence-ref.js';

/** How a clock ended: what it waited for was done, or nobody has to do it any more. */
export type ClockOutcome = 'done' | 'cancelled';

/** Events every kind of case has. `clock` and `round` name a clock: one that begins again is in its next round. */
interface SharedPayloads {
  CaseOpened: {
    readonly kind: CaseKind;
    readonly code: string;
    /** Who has to act; its processing calendar counts the clocks. */
    readonly agency: string;
    readonly province: string;
    /** Subject of the person in charge, where one is. */
    readonly owner?: string;
    /** Agencies that work along and see the case. */
    readonly coordinating?: readonly string[];
    /** The dossier it is about, where one is. */
    readonly dossier?: string;
    /** What is said in words. */
    readonly text?: TextRef;
  };
  CaseAssigned: { readonly agency: string; readonly owner?: string };
  ClockStarted: ClockCounting & ClockDates & { readonly clock: string; readonly round: number; readonly agency: string; readonly law: LegalBasis };
  ClockMoved: ClockDates & { readonly clock: string; readonly round: number; readonly reason: 'calendar' | 'extended'; readonly text?: TextRef };
  ClockWarned: { readonly clock: string; readonly round: number; readonly dueAt: number };
  ClockBecameLate: { readonly clock: string; readonly round: number; readonly dueAt: number };
  ClockEscalated: { readonly clock: string; readonly round: number; readonly dueAt: number; readonly level: number };
  /** `at` is when it was truly done; of something proven later, that moment and not the entry's. */
  ClockStopped: {
    readonly clock: string;
    readonly round: number;
    readonly at: number;
    readonly outcome: ClockOutcome;
    readonly inTime: boolean;
    readonly evidence?: readonly EvidenceRef[];
    readonly text?: TextRef;
  };
  CaseClosed: { readonly outcome: string };
  CaseReopened: { readonly reason: string; readonly text?: TextRef };
}

/** Payloads of all events of cases, by name. */
export interface CasePayloads extends SharedPayloads, PublicationPayloads, FeedbackPayloads, TaskPayloads {}
/** Names of events of cases. */
export type CaseEventType = keyof CasePayloads;

/** An event to be appended to a case. */
export type NewCaseEvent = { readonly [Type in CaseEventType]: { readonly type: Type; readonly payload: CasePayloads[Type]; readonly occurredAt: Instant } }[CaseEventType];

/** An event of a case's ledger. */
export type CaseEvent = NewCaseEvent & {
  readonly seq: number;
  readonly cause: string;
  readonly actor: Actor;
  readonly recordedAt: number;
  readonly calendarSnapshot: string;
};

/** Events of one cause in order. */
export interface CausedCaseEvents {
  readonly cause: string;
  readonly actor: Actor;
  readonly events: readonly NewCaseEvent[];
}
