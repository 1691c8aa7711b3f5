import { DefaultLogger, Runtime } from '@temporalio/worker';

/** Keeps Temporal's workers in this process from writing into a tool's output: errors alone, on standard error. */
export function keepTemporalQuiet(): void {
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } });
}

/** Ends what `keepTemporalQuiet` began: it would keep a process alive in which no worker ran, or one broke off. */
export async function letTemporalGo(): Promise<void> {
  await Runtime.instance().shutdown();
}
