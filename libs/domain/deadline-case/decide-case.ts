import { decideFeedback } from '../feedback/decide-feedback.js';
import { isFeedbackCommand } from '../feedback/feedback-commands.js';
import { decidePublication } from '../publication/decide-publication.js';
import { isPublicationCommand } from '../publication/publication-commands.js';
import { decideTask } from '../task/decide-task.js';
import { isTaskCommand } from '../task/task-commands.js';
import { acceptCase, type CaseBodies, type CaseCommand, type CaseContext, type CaseDecision, refuseCase } from './case-commands.js';
import type { CaseState } from './case-state.js';

/** What a command leads to, given the case settled up to its moment. Pure; rights were asked before. */
export function decideCase(state: CaseState, command: CaseCommand, context: CaseContext): CaseDecision {
  if (command.type === 'AssignCase') {
    return assign(state, command.body, context);
  }
  const { own } = state;
  if (own.kind === 'publication' && isPublicationCommand(command)) {
    return decidePublication({ ...state, own }, command, context);
  }
  if (own.kind === 'feedback' && isFeedbackCommand(command)) {
    return decideFeedback({ ...state, own }, command, context);
  }
  if (own.kind === 'task' && isTaskCommand(command)) {
    return decideTask({ ...state, own }, command, context);
  }
  return refuseCase('case-of-other-kind', { kind: state.kind, command: command.type });
}

function assign(state: CaseState, { agency, owner }: CaseBodies['AssignCase'], { agencies, at }: CaseContext): CaseDecision {
  if (state.outcome !== undefined) {
    return refuseCase('case-closed', { outcome: state.outcome });
  }
  const to = agencies.get(agency);
  if (to === undefined) {
    return refuseCase('unknown-agency', { agency });
  }
  if (to.province !== state.province) {
    return refuseCase('agency-of-other-province', { agency });
  }
  if (agency === state.agency && owner === state.owner) {
    return refuseCase('same-owner');
  }
  return acceptCase({ type: 'CaseAssigned', payload: { agency, ...(owner === undefined ? {} : { owner }) }, occurredAt: at });
}
