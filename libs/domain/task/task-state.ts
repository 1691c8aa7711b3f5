/** What only cases of kind `task` have. */
export interface TaskState {
  readonly kind: 'task';
}
