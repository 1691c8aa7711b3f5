import type { NewCaseEvent } from '../deadline-case/case-events.js';
import type { TaskState } from './task-state.js';

/** The own state of a task as it is opened. */
export function openedTask(): TaskState {
  return { kind: 'task' };
}

/** The own state of a task after one more event. */
export function foldTask(own: TaskState, _event: NewCaseEvent): TaskState {
  return own;
}
