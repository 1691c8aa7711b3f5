import type { ChangedDay } from '../calendar/changed-days.js';
import type { DayReason } from '../calendar/effective.js';
import type { Explanation, ExplanationStep } from '../deadline/explanation.js';
import type { RemainingStep } from '../deadline/explain-remaining.js';
import type { LegalRef } from '../deadline/legal-ref.js';
import type { TimeLimit } from '../deadline/time-limit.js';
import type { PauseGround } from '../procedure/procedure.js';
import type { Instant } from '../time/instant.js';
import type { DossierEvent, EventType } from './events.js';
import type { LegalCitation } from './legal-citation.js';
import type { RulesOf } from './redate.js';
import type { Rules } from './rules.js';
import type { DossierState } from './state.js';

/** One step of the way to a dossier's date: of a count, of what a pause left, or of what happened to the clock. */
export type DossierStep =
  | ExplanationStep
  | RemainingStep
  /** The statute's own limit, where the promise counted is another. */
  | { readonly code: 'statutory-limit'; readonly limit: TimeLimit; readonly dueAt?: Instant }
  /** A date somebody set where the law gives no term to count; `named` is the moment set, where another calendar lets `dueAt` stand for it. */
  | { readonly code: 'fixed'; readonly dueAt: Instant; readonly named?: Instant; readonly citation: LegalCitation; readonly documentNumber?: string }
  /** No date is promised, by the law that leaves it open; `awaits`: what somebody will set it by. The legal maximum that judges the dossier, if there is one, is counted next. */
  | { readonly code: 'undated'; readonly awaits?: string; readonly maximumAt?: Instant; readonly citation: LegalCitation }
  /** The term is lengthened on a ground of the law: by its limit, counted next from where the term would have ended. */
  | { readonly code: 'extended'; readonly extension: string; readonly limit: TimeLimit; readonly from: Instant; readonly citation: LegalCitation; readonly documentNumber?: string }
  /** The same to a moment named within what the ground allows; `named` as with `fixed`. */
  | { readonly code: 'extended-until'; readonly extension: string; readonly dueAt: Instant; readonly named?: Instant; readonly citation: LegalCitation; readonly documentNumber?: string }
  /** The clock stops; `legalEnd`: its planned end is the one the law gives. */
  | { readonly code: 'paused'; readonly ground: PauseGround | 'supplement'; readonly at: Instant; readonly plannedEndAt?: Instant; readonly legalEnd?: true; readonly documentNumber?: string; readonly law: LegalRef }
  /** Resumed at `at`; what was left runs from `from`, later where the term itself begins later. */
  | { readonly code: 'resumed'; readonly at: Instant; readonly from: Instant; readonly documentNumber?: string }
  /** Opened again at `at` after it had ended: what was consumed by then stays consumed. */
  | { readonly code: 'reopened'; readonly endedAt: Instant; readonly at: Instant; readonly from: Instant }
  /** The counted date would be the earlier one: the later stands, because it was given before, is the due date itself, or is what the pause left. */
  | { readonly code: 'not-earlier'; readonly computed: Instant; readonly stands: Instant; readonly because: 'given-before' | 'due-date' | 'time-left'; readonly law: LegalRef }
  /** At the hour `given` the office has become shut, though its day is worked: the date moves to the next opening. */
  | { readonly code: 'shut-at-hour'; readonly given: Instant; readonly at: Instant; readonly day: DayReason; readonly law: LegalRef }
  /** The due moment passed: from here on nothing moves the due date. */
  | { readonly code: 'became-late'; readonly dueAt: Instant }
  /** Nothing runs on: the date stays where it is, late, with nothing known to be left of it, or because it follows from an event of its own. */
  | { readonly code: 'stands'; readonly at: Instant; readonly because: 'late' | 'nothing-left' | 'set-for-event' }
  /** A date a signed apology gives instead of the appointment `from`. */
  | { readonly code: 're-appointed'; readonly promise: number; readonly from?: Instant; readonly at: Instant; readonly reasonCode: string; readonly documentNumber?: string; readonly law: LegalRef }
  /** Another calendar holds from here on: the days of the count it changes. */
  | { readonly code: 'calendar-changed'; readonly fromSnapshot: string; readonly days: readonly ChangedDay[] }
  /** Taken over from another system as it was; without a date it is judged by its legal maximum, if there is one. */
  | { readonly code: 'imported'; readonly source: string; readonly dueAt?: Instant; readonly maximumAt?: Instant };

/** What one event did to one clock. */
export interface ClockSteps {
  /** The due date, and the appointment that equals it; or a later promise, which runs on its own. */
  readonly clock: 'due' | 'appointment';
  readonly steps: readonly DossierStep[];
  /** Where the steps lead; absent while the clock stands still. */
  readonly endsAt?: Instant;
  /** The count of a whole term among the steps. */
  readonly count?: Explanation;
}

/** An event that set, moved, stopped or confirmed a date, with the way there. */
export interface Derivation extends ClockSteps {
  readonly seq: number;
  readonly because: EventType;
  readonly at: Instant;
  /** Calendar version whose days were counted. */
  readonly snapshot: string;
  /** The promise whose date it is; absent before one was given. The dossier's appointment is that of the highest. */
  readonly promise?: number;
  /** Its date is the legal maximum of a dossier without a date: it judges, and is promised to nobody. */
  readonly maximum?: true;
}

/** An event with the state around it and the rules it was written under. */
export interface Moment<T extends EventType, Before = DossierState> {
  readonly event: Extract<DossierEvent, { type: T }>;
  /** The event as its ledger has it; another than `event` where a life is counted again. */
  readonly written: Extract<DossierEvent, { type: T }>;
  readonly before: Before;
  readonly after: DossierState;
  readonly rules: Rules;
  /** The rules of any snapshot the dossier has stood on. */
  readonly rulesOf: RulesOf;
  /** The derivations of everything before this event, had it been counted under these rules from the beginning. */
  readonly recount: () => readonly Derivation[];
}

/** Derives what events of one type do to the clocks. */
export type Deriver<T extends EventType, Before = DossierState> = (moment: Moment<T, Before>) => readonly ClockSteps[];

/** Steps by which a date begins that nobody counts. */
const BEGINNINGS: readonly DossierStep['code'][] = ['fixed', 'undated', 're-appointed', 'imported'];

/** The steps of these derivations of one clock from where what stands began to be counted. */
export function stepsSinceBegun(own: readonly Derivation[]): readonly DossierStep[] {
  const begun = own.findLastIndex(({ count, steps }) => count !== undefined || steps.some(({ code }) => BEGINNINGS.includes(code)));
  return own.slice(Math.max(0, begun)).flatMap(({ steps }) => steps);
}
