import { condition, defineUpdate, setHandler } from '@temporalio/workflow';

/** An update that does nothing: what one costs on this server whatever it is for. */
export const touchUpdate = defineUpdate<undefined>('touch');

/** A workflow that does nothing. */
export async function emptyWorkflow(): Promise<void> {
  return Promise.resolve();
}

/** A workflow that takes updates until somebody ends it. */
export async function touchedWorkflow(): Promise<void> {
  setHandler(touchUpdate, () => undefined);
  await condition(() => false);
}
