import { cancelClocks, stopClock } from '../deadline-case/case-clocks.js';
import { acceptCase, type CaseContext, type CaseDecision, refuseCase } from '../deadline-case/case-commands.js';
import { type CaseState, runningClock } from '../deadline-case/case-state.js';
import type { TaskCommand } from './task-commands.js';
import type { TaskState } from './task-state.js';

/** What a command to a task leads to. */
export function decideTask(state: CaseState & { readonly own: TaskState }, command: TaskCommand, context: CaseContext): CaseDecision {
  if (state.outcome !== undefined) {
    return refuseCase('case-closed', { outcome: state.outcome });
  }
  const { at } = context;
  const running = runningClock(state, 'completion');
  const { text, body: { evidence } } = command;
  const stopped = running === undefined ? [] : [stopClock(running, { at, outcome: 'done', evidence, ...(text === undefined ? {} : { text }) }, at)];
  const others = cancelClocks({ clocks: state.clocks.filter((clock) => clock !== running) }, at);
  return acceptCase(...stopped, ...others, { type: 'CaseClosed', payload: { outcome: 'done' }, occurredAt: at });
}
