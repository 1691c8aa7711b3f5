import { cancelClocks, startClock, stopClock } from '../deadline-case/case-clocks.js';
import { acceptCase, type CaseContext, type CaseDecision } from '../deadline-case/case-commands.js';
import type { NewCaseEvent } from '../deadline-case/case-events.js';
import { type CaseState, runningClock } from '../deadline-case/case-state.js';
import type { ClockRule } from '../deadline-case/clock-rule.js';
import { foldCaseEvent } from '../deadline-case/fold-case.js';
import type { Agency } from '../dossier/agency.js';
import type { LegalBasis } from '../procedure/procedure.js';
import type { Instant } from '../time/instant.js';
import type { FeedbackRule, FeedbackSettings } from './feedback-settings.js';

/** Clocks of feedback: four of index 766 item 5.2, the law's and the agency's own beside them, and that of an urging. */
export const FEEDBACK_CLOCKS = ['refuse', 'ask', 'answer', 'publish-answer', 'forward', 'handle', 'urging-answer'] as const;
export type FeedbackClock = (typeof FEEDBACK_CLOCKS)[number];

/** Clocks that run from receipt side by side, until somebody decides what becomes of the feedback. */
const FROM_RECEIPT: readonly FeedbackClock[] = ['refuse', 'ask', 'forward', 'answer', 'handle'];

const INDEX: LegalBasis = { document: '766/QĐ-TTg', article: '5.2' };

/** The rule an agency handles feedback by: its own, else that of the nearest body above it, else the installation's. */
export function feedbackRuleOf(agency: string, { rule, rules }: FeedbackSettings, agencies: ReadonlyMap<string, Agency>): FeedbackRule {
  const seen = new Set<string>();
  for (let current: string | undefined = agency; current !== undefined && !seen.has(current); current = agencies.get(current)?.parent) {
    const code = current;
    const own = rules.find((each) => each.agencies.includes(code));
    if (own !== undefined) {
      return own;
    }
    seen.add(code);
  }
  return rule;
}

/** How a clock is counted at an agency; `complex` feedback has the longer time for handling. */
export function feedbackClockRule(clock: FeedbackClock, settings: FeedbackSettings, rule: FeedbackRule, complex = false): ClockRule {
  const { warn, escalations, end } = settings;
  const within = (limit: FeedbackSettings['answer'], law: LegalBasis): ClockRule => ({ clock, term: { limit, end }, warn, escalations, law });
  switch (clock) {
    case 'refuse':
      return within(settings.refuse, INDEX);
    case 'ask':
      return within(settings.ask, INDEX);
    case 'answer':
      return within(settings.answer, INDEX);
    case 'publish-answer':
      return within(settings.publish, INDEX);
    case 'forward':
      return within(rule.forward, { document: '20/2008/NĐ-CP', article: '9' });
    case 'handle':
      return within(complex ? rule.handleComplex : rule.handle, rule.law);
    case 'urging-answer':
      // Hours of work end at a time of the day, never at the end of one.
      return { clock, term: { limit: settings.urgingAnswer, end: 'same-clock' }, warn: settings.urgingWarn, escalations, law: rule.law };
  }
}

/** What a decision does to a case, event by event: each is counted on what those before it made of the case. */
export class Unfolding {
  #state: CaseState;
  readonly #events: NewCaseEvent[] = [];

  constructor(
    state: CaseState,
    private readonly context: Pick<CaseContext, 'at' | 'agencies' | 'calendars' | 'settings'>,
  ) {
    this.#state = state;
  }

  get state(): CaseState {
    return this.#state;
  }

  get events(): readonly NewCaseEvent[] {
    return this.#events;
  }

  get accepted(): CaseDecision {
    return acceptCase(...this.#events);
  }

  add(...events: readonly NewCaseEvent[]): this {
    for (const event of events) {
      this.#events.push(event);
      this.#state = foldCaseEvent(this.#state, event);
    }
    return this;
  }

  /** Starts a clock of the agency in charge, counted from `from`. @throws CalendarRangeError beyond the declared years */
  start(clock: FeedbackClock, from: Instant): this {
    const { at, agencies, calendars, settings: { feedback } } = this.context;
    const { agency, own } = this.#state;
    const complex = own.kind === 'feedback' && own.complex;
    return this.add(startClock(this.#state, feedbackClockRule(clock, feedback, feedbackRuleOf(agency, feedback, agencies), complex), from, at, { agency, calendars }));
  }

  /** Starts the clocks that run side by side from receipt. @throws CalendarRangeError beyond the declared years */
  startAll(from: Instant): this {
    FROM_RECEIPT.forEach((clock) => this.start(clock, from));
    return this;
  }

  /** Stops a clock by the deed it waited for; says whether that was in time, `undefined` where it did not run. */
  done(clock: FeedbackClock, deed: Instant = this.context.at): boolean | undefined {
    const running = runningClock(this.#state, clock);
    if (running === undefined) {
      return undefined;
    }
    this.add(stopClock(running, { at: deed, outcome: 'done' }, this.context.at));
    return deed <= running.dueAt;
  }

  /** Stops clocks nobody has to meet any more; those not running are passed over. */
  cancel(...clocks: readonly FeedbackClock[]): this {
    const { at } = this.context;
    return this.add(...clocks.flatMap((clock) => runningClock(this.#state, clock) ?? []).map((running) => stopClock(running, { at, outcome: 'cancelled' }, at)));
  }

  cancelAll(): this {
    return this.add(...cancelClocks(this.#state, this.context.at));
  }

  close(outcome: string): this {
    return this.cancelAll().add({ type: 'CaseClosed', payload: { outcome }, occurredAt: this.context.at });
  }
}

/** How an ending stood against the clock that judges it, as its event keeps it; nothing where none ran. */
export function judgedAs(inTime: boolean | undefined): { readonly inTime?: boolean } {
  return inTime === undefined ? {} : { inTime };
}
