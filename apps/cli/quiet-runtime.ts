import { DefaultLogger, Runtime } from '@temporalio/worker';

/** Keeps Temporal's workers in this process from writing into a tool's output: errors alone, on standard error. */
export function keepTemporalQuiet(): void {
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } });
}
