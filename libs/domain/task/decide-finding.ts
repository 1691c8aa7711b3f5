import { stopClock } from '../deadline-case/case-clocks.js';
import { acceptCase, type CaseContext, type CaseDecision, refuseCase } from '../deadline-case/case-commands.js';
import type { CaseState } from '../deadline-case/case-state.js';
import { endOfTaskDay, startTaskClock, termOfTaskDay } from './task-clocks.js';
import type { TaskCommand } from './is-task-command.js';
import type { TaskState } from './task-state.js';

type FindingCommand = Extract<TaskCommand, { readonly type: 'RaiseTaskFinding' | 'HandleTaskFinding' }>;

/** What a command about a shortcoming an inspection found leads to: each has a clock of its own, and all are to be handled. */
export function decideFinding(state: CaseState & { readonly own: TaskState }, command: FindingCommand, context: CaseContext): CaseDecision {
  return command.type === 'RaiseTaskFinding' ? raise(state, command, context) : handle(state, command, context);
}

function raise(state: CaseState & { readonly own: TaskState }, { body: { lastDay }, text }: Extract<FindingCommand, { readonly type: 'RaiseTaskFinding' }>, context: CaseContext): CaseDecision {
  if (text === undefined) {
    return refuseCase('reason-missing');
  }
  if (endOfTaskDay(lastDay, state.agency, context) <= context.at) {
    return refuseCase('task-day-past');
  }
  const { planned, findings } = state.own;
  const law = { document: planned?.plan ?? 'assigned' };
  const started = startTaskClock(state, { clock: 'finding', term: termOfTaskDay(lastDay, state.agency, context), agency: state.agency, law, escalates: planned?.escalates ?? true }, context);
  return acceptCase({ type: 'TaskFindingRaised', payload: { finding: findings.length + 1, lastDay, text }, occurredAt: context.at }, started);
}

function handle(state: CaseState, { body: { finding, evidence }, text }: Extract<FindingCommand, { readonly type: 'HandleTaskFinding' }>, { at }: CaseContext): CaseDecision {
  const clock = state.clocks.find((each) => each.clock === 'finding' && each.round === finding && each.stopped === undefined);
  if (clock === undefined) {
    return refuseCase('finding-not-open', { finding: String(finding) });
  }
  if (evidence.length === 0) {
    return refuseCase('evidence-missing');
  }
  return acceptCase(stopClock(clock, { at, outcome: 'done', evidence, ...(text === undefined ? {} : { text }) }, at));
}
