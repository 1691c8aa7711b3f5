import { withinCalendar } from '../calendar/within-calendar.js';
import { addLimit } from '../deadline/deadline.js';
import { instant, type Instant } from '../time/instant.js';
import type { Rules } from './rules.js';
import { runningCase } from './running-rules.js';
import { endOfBudget, findStage } from './stage-clock.js';
import { openStages, type DossierState } from './state.js';

/** How the unspent budgets of unfinished stages compare with the working time left until `dueAt`. */
export interface Prospects {
  /** Where the work would end if every unfinished stage took its unspent budget from now on. */
  /** Absent, with `neededMs`, when that lies beyond any calendar. */
  readonly expectedEnd?: Instant;
  readonly neededMs?: number;
  readonly leftMs: number;
  /** The dossier will not make it: budgets exceed what is left, its present stage is late, or its officer said so; not once its result is in sight. */
  readonly endangered: boolean;
}

/**
 * Prospects at `at` on the competent agency's calendar. A proposed new date is `expectedEnd`: computed from the remaining
 * stage budgets, never a default somebody typed.
 */
export function prospectsOf(state: DossierState, rules: Rules, at: Instant): Prospects {
  const calendar = rules.calendars.processing(state.competentAgency);
  const expectedEnd = withinCalendar(() => endOfRemainingWork(state, rules, at));
  const leftMs = state.dueAt === undefined || state.dueAt <= at ? 0 : calendar.workingTimeBetween(at, instant(state.dueAt));
  const inSight = isResultInSight(state, rules);
  const stageLate = openStages(state).some((stage) => stage.lateRuns.includes(stage.run) || (stage.targetAt !== undefined && stage.targetAt < at));
  if (expectedEnd === undefined) {
    return { leftMs, endangered: !inSight };
  }
  const neededMs = calendar.workingTimeBetween(at, expectedEnd);
  return { expectedEnd, neededMs, leftMs, endangered: !inSight && (neededMs > leftMs || stageLate || state.forecastLate === true) };
}

/**
 * From which moment, not before `at`, `prospectsOf` calls a dossier endangered as long as nothing happens to it while its clock runs;
 * `never` where only an event could bring that about, `untold` where no moment can be told in advance: work outside of any term comes
 * before work with one, so that its end moves on with the time.
 */
export function endangeredFrom(state: DossierState, rules: Rules, at: Instant): Instant | 'never' | 'untold' {
  if (isResultInSight(state, rules)) {
    return 'never';
  }
  if (prospectsOf(state, rules, at).endangered) {
    return at;
  }
  const open = openStages(state);
  const targets = open.flatMap(({ targetAt }) => targetAt ?? []);
  if (targets.length === 0) {
    return open.length === 0 || state.imported ? 'never' : 'untold';
  }
  // Until one of them is passed the work ends where it does now, and so does what is left: of both, as much goes by.
  return instant(Math.min(...targets) + 1);
}

/** The matter is decided and only the way back to the applicant is left: a refusal was decided, or nothing but the return is open. */
function isResultInSight(state: DossierState, rules: Rules): boolean {
  const open = openStages(state);
  return state.refusalDecided || (open.length > 0 && open.every(({ id }) => findStage(state, rules, id)?.excluded === 'return'));
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
      const stage = state.stages.find((candidate) => candidate.id === id && candidate.status === 'pending');
      const stageEnd = stage === undefined ? undefined : endOfBudget(state, rules, stage, end);
      groupEnd = instant(Math.max(groupEnd, stageEnd ?? groupEnd));
    }
    end = groupEnd;
  });
  return end;
}

/**
 * The new date an apology proposes: the expected end of the work, or one working day after the due date (after `at` when
 * that is later) where the work should be over by then — a date in the past is no promise. `undefined` beyond any calendar:
 * a lateness is recorded even where no new date can be computed yet.
 */
export function proposedAppointment(state: DossierState, rules: Rules, at: Instant): Instant | undefined {
  const { expectedEnd } = prospectsOf(state, rules, at);
  const earliest = instant(Math.max(at, state.dueAt ?? at));
  if (expectedEnd !== undefined && expectedEnd > earliest) {
    return expectedEnd;
  }
  const calendar = rules.calendars.processing(state.competentAgency);
  return withinCalendar(() => addLimit(earliest, { unit: 'working-days', amount: 1 }, calendar));
}
