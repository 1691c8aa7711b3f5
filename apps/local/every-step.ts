/**
 * Takes steps one after the other, each whatever became of those before, so that what one leaves undone keeps no other from being done.
 * @throws at the end what went wrong: the failure, or all of them as an `AggregateError`
 */
export async function everyStep(steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, failures.map((error) => (error instanceof Error ? error.message : String(error))).join('; '));
}
