import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { countLimit } from '../deadline/count.js';
import { explainCount, type ExplanationStep } from '../deadline/explanation.js';
import { instant } from '../time/instant.js';
import type { CaseClock } from './case-state.js';

/**
 * Why a clock ends when it does, day by day, on the calendar it was counted on. Nothing for one that ends at a date somebody
 * set, or whose date stands although the calendar gives an earlier one.
 */
export function explainClock({ dueAt, counting: { from, limit, end } }: CaseClock, calendar: WorkingCalendar): readonly ExplanationStep[] {
  if (limit === undefined || end === undefined) {
    return [];
  }
  const count = countLimit(instant(from), limit, calendar, end);
  return count.at === dueAt ? [{ code: 'limit', limit, from: instant(from) }, ...explainCount(count, calendar)] : [];
}
