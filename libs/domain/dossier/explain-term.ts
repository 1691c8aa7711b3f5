import { explainDeadline, type Explanation, type TermEvent } from '../deadline/explanation.js';
import { explainLeft } from '../deadline/explain-remaining.js';
import type { ProcedureCase } from '../procedure/procedure.js';
import { describeLimit } from '../procedure/stages.js';
import type { Remaining } from '../deadline/remaining.js';
import { instant, MS_PER_DAY, type Instant } from '../time/instant.js';
import { parseLocalDate } from '../time/local-date.js';
import { countsFromReceipt } from './dates.js';
import type { ClockSteps, Deriver, DossierStep } from './derivation.js';
import type { TermSet } from './events.js';
import { fixedStep } from './explain-dates.js';
import type { Rules } from './rules.js';
import { routeOf, runningCase } from './running-rules.js';
import type { DossierState } from './state.js';
import { statutoryTermFrom } from './statutory.js';
import { partOf, termInput, termRuleOf } from './term.js';

/** A count of a part of the term, and its steps as a dossier tells them. */
interface CountedTerm {
  readonly count: Explanation;
  readonly steps: readonly DossierStep[];
}

/**
 * Counts a part of the term of a dossier, naming the statute's own limit where the promise is another. Where the law gives no term,
 * what is counted is the maximum: that no date is promised is said first.
 */
export function countTerm(state: DossierState, rules: Rules, part: number, from: Instant, event: TermEvent): CountedTerm {
  const chosen = runningCase(state, rules);
  const count = explainDeadline(termInput(rules, chosen, part, state.channel, routeOf(state, rules), from), event, partOf(chosen, part).law);
  const statutory = part === 1 ? statutoryTermFrom(state, rules, from) : undefined;
  if (statutory === undefined || describeLimit(statutory.limit) === describeLimit(termRuleOf(rules.procedure, chosen, part, state.channel).limit)) {
    return { count, steps: [...undatedSteps(chosen, count.dueAt), ...count.steps] };
  }
  const limits = count.steps.findIndex(({ code }) => code === 'limit') + 1;
  return { count, steps: [...count.steps.slice(0, limits), { code: 'statutory-limit', ...statutory }, ...count.steps.slice(limits)] };
}

function undatedSteps({ dating }: ProcedureCase, maximumAt: Instant | undefined): readonly DossierStep[] {
  return dating === undefined
    ? []
    : [{ code: 'undated', ...(dating.by === 'person' ? { awaits: dating.awaits } : {}), ...(maximumAt === undefined ? {} : { maximumAt }), citation: dating.law }];
}

/** The first date of a dossier, provisional or promised: counted, set by somebody (`written` as the ledger has it), or none. */
export function firstDate(after: DossierState, rules: Rules, term: TermSet, event: TermEvent, written = term): readonly ClockSteps[] {
  const { dueAt, fixed } = term;
  if (dueAt === undefined) {
    const steps = undatedSteps(runningCase(after, rules), undefined);
    return steps.length === 0 ? [] : [{ clock: 'due', steps }];
  }
  const endsAt = instant(dueAt);
  return fixed === undefined
    ? [{ clock: 'due', ...countTerm(after, rules, term.part, instant(term.countedFrom), event), endsAt }]
    : [{ clock: 'due', steps: [fixedStep(fixed, dueAt, written.dueAt)], endsAt }];
}

/** The dates of the second part: a late dossier gets the promise of it, and its due date stands. */
export function secondPart(before: DossierState, after: DossierState, rules: Rules, term: TermSet, event: TermEvent): readonly ClockSteps[] {
  const counted = countTerm(after, rules, term.part, instant(term.countedFrom), event);
  return [{ clock: before.becameLateAt === undefined ? 'due' : 'appointment', ...counted, endsAt: counted.count.dueAt }];
}

/** `planned` where the count begins at another moment than the filing: at the hour its papers are to reach the competent agency. */
export function firstEvent(countedFrom: number, filedAt: number, filed: 'receipt' | 'completed-filing'): TermEvent {
  return countedFrom === filedAt ? filed : 'planned-competent-receipt';
}

/** The competent agency has the papers: later than planned, the term counts from there; else the date stands as printed. */
export const explainCompetentReceipt: Deriver<'CompetentAgencyReceived'> = ({ event, before, after, rules }) => {
  const { dueAt } = before;
  if (dueAt === undefined || before.basis === 'fixed' || !countsFromReceipt(before)) {
    return [];
  }
  const { count, steps } = countTerm(after, rules, 1, event.occurredAt, 'competent-receipt');
  const whole = event.payload.pause?.dueRemaining;
  if (before.pause !== undefined) {
    const from = instant(Math.max(event.occurredAt, count.startAt));
    return whole === undefined ? [] : [{ clock: 'due', count, steps: [...steps, explainLeft(whole, from, endOfLeft(whole, count), rules.calendars.processing(after.competentAgency))] }];
  }
  if (event.payload.dates.dueAt !== undefined) {
    return [{ clock: 'due', count, steps, endsAt: count.dueAt }];
  }
  const stands = instant(dueAt);
  return [{ clock: 'due', steps: [...steps, { code: 'not-earlier', computed: count.dueAt, stands, because: 'given-before', law: 'office-practice:printed-date' }], endsAt: stands }];
};

/** Wall time is measured to the end before a day off rolled it. */
function endOfLeft({ kind }: Remaining, { dueAt, steps }: Explanation): Instant {
  const rolled = steps.findLast((step) => step.code === 'rolled');
  return kind === 'working' || rolled === undefined ? dueAt : instant(dueAt - (parseLocalDate(rolled.to) - parseLocalDate(rolled.from)) * MS_PER_DAY);
}
