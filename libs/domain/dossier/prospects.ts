import { budgetToEnd } from '../deadline/deadline.js';
import { instant, type Instant } from '../time/instant.js';
import { budgetOf, runningCase } from './dates.js';
import type { Rules } from './rules.js';
import { openStages, type DossierState } from './state.js';

/** How the unspent budgets of unfinished stages compare with the working time left until `dueAt`. */
export interface Prospects {
  /** Where the work would end if every unfinished stage took its unspent budget from now on. */
  readonly expectedEnd: Instant;
  readonly neededMs: number;
  readonly leftMs: number;
  /** The dossier will not make it: budgets exceed what is left, its present stage is late, or its officer said so. */
  readonly endangered: boolean;
}

/**
 * Prospects at `at` on the competent agency's calendar. A proposed new date is `expectedEnd`: computed from the remaining
 * stage budgets, never a default somebody typed.
 */
export function prospectsOf(state: DossierState, rules: Rules, at: Instant): Prospects {
  const calendar = rules.calendars.processing(state.competentAgency);
  const expectedEnd = endOfRemainingWork(state, rules, at);
  const neededMs = calendar.workingTimeBetween(at, expectedEnd);
  const leftMs = state.dueAt === undefined || state.dueAt <= at ? 0 : calendar.workingTimeBetween(at, instant(state.dueAt));
  const stageLate = openStages(state).some((stage) => stage.targetAt !== undefined && stage.targetAt < at);
  return { expectedEnd, neededMs, leftMs, endangered: neededMs > leftMs || stageLate || state.forecastLate === true };
}

function endOfRemainingWork(state: DossierState, rules: Rules, at: Instant): Instant {
  let end = at;
  const open = openStages(state);
  for (const stage of open) {
    const target = stage.targetAt === undefined || stage.targetAt < at ? at : stage.targetAt;
    end = instant(Math.max(end, target));
  }
  if (state.imported) {
    return end;
  }
  const groupNow = Math.min(...open.map((stage) => stage.group), Number.MAX_SAFE_INTEGER);
  const groups = runningCase(state, rules).parts[state.part - 1]?.groups ?? [];
  groups.forEach((group, index) => {
    if (index <= groupNow) {
      return;
    }
    let groupEnd = end;
    for (const { id } of group.stages) {
      const budget = budgetOf(state, rules, id);
      const owner = state.stages.find((stage) => stage.id === id)?.agency;
      if (budget !== undefined && owner !== undefined) {
        groupEnd = instant(Math.max(groupEnd, budgetToEnd(end, budget, rules.calendars.processing(owner))));
      }
    }
    end = groupEnd;
  });
  return end;
}

/**
 * The new date an apology proposes: the expected end of the work, and never earlier than one working day after `at` when
 * the work should already be over — a date in the past is no promise.
 */
export function proposedAppointment(state: DossierState, rules: Rules, at: Instant): Instant {
  const calendar = rules.calendars.processing(state.competentAgency);
  const { expectedEnd } = prospectsOf(state, rules, at);
  const earliest = Math.max(at, state.dueAt ?? at);
  return expectedEnd > earliest ? expectedEnd : calendar.addWorkingDays(instant(earliest), 1, 'same-clock');
}
