import type { WorkflowClientInterceptor } from '@temporalio/client';
import type { WorkerOptions } from '@temporalio/worker';

/** What a process hands to Temporal's client and workers so that traces pass through them. */
export interface Tracing {
  readonly client: readonly WorkflowClientInterceptor[];
  readonly worker: Required<Pick<WorkerOptions, 'interceptors' | 'sinks'>>;
  /** Sends what is left, and resolves within seconds even when nobody takes it. Comes last: whatever else closes may still be traced. */
  close(): Promise<void>;
}

/** How a process traces. */
export interface TracingOptions {
  /** Base address of the collector; absent: nothing is traced. */
  readonly endpoint: string | undefined;
  readonly service: string;
  readonly say: (line: string) => void;
}
