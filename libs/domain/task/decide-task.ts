import { extendClock, stopClock } from '../deadline-case/case-clocks.js';
import { acceptCase, type CaseContext, type CaseDecision, refuseCase } from '../deadline-case/case-commands.js';
import type { NewCaseEvent } from '../deadline-case/case-events.js';
import { type CaseClock, type CaseState, runningClock } from '../deadline-case/case-state.js';
import { foldCaseEvent } from '../deadline-case/fold-case.js';
import { withinCalendar } from '../calendar/within-calendar.js';
import type { TaskCommand } from './is-task-command.js';
import { decideFinding } from './decide-finding.js';
import { endOfTaskDay, startTaskClock, termOfTaskDay } from './task-clocks.js';
import { isLateTask, isSettledTask, MAIN_CLOCKS, owesExplanation } from './task-standing.js';
import type { TaskState } from './task-state.js';
import { unmetTargets } from './unmet-targets.js';

/** A case of kind `task`. */
export type TaskCase = CaseState & { readonly own: TaskState };
type Command<Type extends TaskCommand['type']> = Extract<TaskCommand, { readonly type: Type }>;

/** What a command to a task leads to. */
export function decideTask(state: TaskCase, command: TaskCommand, context: CaseContext): CaseDecision {
  if (state.outcome !== undefined) {
    return refuseCase('case-closed', { outcome: state.outcome });
  }
  return withinCalendar(() => decideOpen(state, command, context)) ?? refuseCase('beyond-calendar');
}

function decideOpen(state: TaskCase, command: TaskCommand, context: CaseContext): CaseDecision {
  switch (command.type) {
    case 'SetTaskDate':
      return setDate(state, command, context);
    case 'ReportTaskProgress':
      return reportProgress(state, command, context);
    case 'AddTaskEvidence':
      return addEvidence(command, context);
    case 'ProposeTaskExtension':
      return proposeExtension(state, command, context);
    case 'DecideTaskExtension':
      return decideExtension(state, command, context);
    case 'RaiseTaskFinding':
    case 'HandleTaskFinding':
      return withClosing(state, decideFinding(state, command, context), context);
    case 'CompleteTask':
      return withClosing(state, complete(state, command, context), context);
    case 'ExplainTask':
      return withClosing(state, explain(state, command, context), context);
  }
}

function setDate(state: TaskCase, { body: { lastDay }, text }: Command<'SetTaskDate'>, context: CaseContext): CaseDecision {
  const { at } = context;
  if (state.own.planned?.timing !== 'awaiting' || mainClock(state) !== undefined || state.own.done !== undefined) {
    return refuseCase('task-date-set');
  }
  const dueAt = endOfTaskDay(lastDay, state.agency, context);
  if (dueAt <= at) {
    return refuseCase('task-day-past');
  }
  const term = { clock: 'completion', term: termOfTaskDay(lastDay, state.agency, context), agency: state.agency, law: lawOf(state), escalates: state.own.planned.escalates } as const;
  return acceptCase({ type: 'TaskDateSet', payload: { lastDay, ...(text === undefined ? {} : { text }) }, occurredAt: at }, startTaskClock(state, term, context));
}

function reportProgress({ own }: TaskCase, { body: { target, reached, outOf }, text }: Command<'ReportTaskProgress'>, { at }: CaseContext): CaseDecision {
  if (own.done !== undefined) {
    return refuseCase('task-done');
  }
  const aim = target === undefined ? undefined : own.planned?.targets[target];
  if (target !== undefined && aim === undefined) {
    return refuseCase('unknown-target', { target: String(target + 1) });
  }
  if (aim?.measure.kind === 'share' && reached > outOf) {
    return refuseCase('more-than-all');
  }
  return acceptCase({ type: 'TaskProgressed', payload: { reached, outOf, ...(target === undefined ? {} : { target }), ...(text === undefined ? {} : { text }) }, occurredAt: at });
}

function addEvidence({ body: { evidence }, text }: Command<'AddTaskEvidence'>, { at }: CaseContext): CaseDecision {
  return acceptCase({ type: 'TaskEvidenceAdded', payload: { evidence, ...(text === undefined ? {} : { text }) }, occurredAt: at });
}

function proposeExtension(state: TaskCase, { body: { lastDay }, text }: Command<'ProposeTaskExtension'>, context: CaseContext): CaseDecision {
  const running = mainClock(state);
  if (text === undefined) {
    return refuseCase('reason-missing');
  }
  const hindrance = extensionHindrance(running, endOfTaskDay(lastDay, state.agency, context));
  return hindrance ?? acceptCase({ type: 'TaskExtensionProposed', payload: { lastDay, by: context.actor.subject, text }, occurredAt: context.at });
}

/** Late stays late: an end that has passed is not put off any more, whoever agrees. */
function decideExtension(state: TaskCase, { body: { approved }, text }: Command<'DecideTaskExtension'>, context: CaseContext): CaseDecision {
  const { proposed } = state.own;
  const { at, actor, calendars } = context;
  if (proposed === undefined) {
    return refuseCase('no-extension-proposed');
  }
  if (proposed.by === actor.subject) {
    return refuseCase('second-person-needed');
  }
  const decided: NewCaseEvent = { type: 'TaskExtensionDecided', payload: { approved, ...(text === undefined ? {} : { text }) }, occurredAt: at };
  if (!approved) {
    return acceptCase(decided);
  }
  const running = mainClock(state);
  const dueAt = endOfTaskDay(proposed.lastDay, state.agency, context);
  const hindrance = extensionHindrance(running, dueAt);
  return hindrance ?? (running === undefined ? refuseCase('task-without-date') : acceptCase(decided, extendClock(running, dueAt, at, calendars, proposed.text)));
}

function extensionHindrance(running: CaseClock | undefined, dueAt: number): CaseDecision | undefined {
  if (running === undefined) {
    return refuseCase('task-without-date');
  }
  if (running.becameLate) {
    return refuseCase('task-late');
  }
  return dueAt <= running.dueAt ? refuseCase('task-day-not-later') : undefined;
}

function complete(state: TaskCase, { body: { evidence }, text }: Command<'CompleteTask'>, context: CaseContext): CaseDecision {
  const { at } = context;
  if (state.own.done !== undefined) {
    return refuseCase('task-done');
  }
  // A task nobody planned stands for something that is its own proof, such as the score sheet it watches.
  if (state.own.planned !== undefined && state.own.evidence.length + evidence.length === 0) {
    return refuseCase('evidence-missing');
  }
  const running = mainClock(state);
  const done: NewCaseEvent = { type: 'TaskDone', payload: { evidence, unmet: unmetTargets(state.own), ...(text === undefined ? {} : { text }) }, occurredAt: at };
  const events = [done, ...(running === undefined ? [] : [stopClock(running, { at, outcome: 'done', evidence }, at)])];
  const after = afterwards(state, events);
  if (!owesExplanation(after, after.own)) {
    return acceptCase(...events);
  }
  const term = { limit: context.settings.assignedTasks.explainWithin, end: 'closing' } as const;
  return acceptCase(...events, startTaskClock(after, { clock: 'explanation', term, agency: state.agency, law: lawOf(state), escalates: true }, context));
}

function explain(state: TaskCase, { text }: Command<'ExplainTask'>, { at }: CaseContext): CaseDecision {
  if (text === undefined) {
    return refuseCase('reason-missing');
  }
  if (!isLateTask(state) && (state.own.done?.unmet.length ?? 0) === 0) {
    return refuseCase('nothing-to-explain');
  }
  const running = runningClock(state, 'explanation');
  return acceptCase({ type: 'TaskExplained', payload: { text }, occurredAt: at }, ...(running === undefined ? [] : [stopClock(running, { at, outcome: 'done' }, at)]));
}

/** Closes the case where a decision leaves nothing to do. */
function withClosing(state: TaskCase, decision: CaseDecision, { at }: CaseContext): CaseDecision {
  if (decision.kind === 'refused') {
    return decision;
  }
  const after = afterwards(state, decision.events);
  const outcome = (after.own.done?.unmet.length ?? 0) > 0 ? 'unmet' : 'done';
  return isSettledTask(after, after.own) ? acceptCase(...decision.events, { type: 'CaseClosed', payload: { outcome }, occurredAt: at }) : decision;
}

function afterwards(state: TaskCase, events: readonly NewCaseEvent[]): TaskCase {
  return events.reduce<TaskCase>((before, event) => {
    const after = foldCaseEvent(before, event);
    return after.own.kind === 'task' ? { ...after, own: after.own } : before;
  }, state);
}

function mainClock(state: TaskCase): CaseClock | undefined {
  return MAIN_CLOCKS.map((clock) => runningClock(state, clock)).find((clock) => clock !== undefined);
}

/** What the task rests on: the document its first clock names, or its plan. */
function lawOf({ clocks, own }: TaskCase): CaseClock['law'] {
  return clocks[0]?.law ?? { document: own.planned?.document ?? 'assigned' };
}
