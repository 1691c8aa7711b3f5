import { startClock, stopClock, voidClock } from '../deadline-case/case-clocks.js';
import type { CaseContext } from '../deadline-case/case-commands.js';
import type { NewCaseEvent } from '../deadline-case/case-events.js';
import { type CaseState, lastRound } from '../deadline-case/case-state.js';
import { foldCaseEvent } from '../deadline-case/fold-case.js';
import { type Instant, instant } from '../time/instant.js';
import type { PostingRule } from './posting-rules.js';

/**
 * Counts the clock of a place from another moment: its last round is void, whatever became of it, and the next begins; what was
 * posted already stops it at the same click. Nothing where the clock has not begun or counts so already.
 * @throws CalendarRangeError when the end lies beyond the declared years
 */
export function recountClock(state: CaseState, { rule, agency = state.agency }: PostingRule, from: Instant, { at, calendars }: Pick<CaseContext, 'at' | 'calendars'>): readonly NewCaseEvent[] {
  const last = lastRound(state, rule.clock);
  if (last === undefined || (last.counting.from === from && sameLimit(rule, last.counting.limit))) {
    return [];
  }
  const started = startClock(state, rule, from, at, { agency, calendars });
  const again = lastRound(foldCaseEvent(state, started), rule.clock);
  const click = last.stopped?.outcome === 'done' ? last.stopped.at : undefined;
  return [voidClock(last, at), started, ...(click === undefined || again === undefined ? [] : [stopClock(again, { at: instant(click), outcome: 'done' }, at)])];
}

function sameLimit({ term }: PostingRule['rule'], limit: unknown): boolean {
  return 'limit' in term && JSON.stringify(term.limit) === JSON.stringify(limit);
}
