import { setTimeout as delay } from 'node:timers/promises';
import { Connection, isGrpcServiceError } from '@temporalio/client';
import Long from 'long';
import type { Variables } from '#config';
import { patience } from './services.js';
import type { Service } from './supervisor.js';

const ASK_EVERY_MS = 100;
const ASK_WITHIN_MS = 2_000;
/** gRPC status codes, see the gRPC specification. */
const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;
/** How long a new namespace keeps the histories of ended workflows unless told otherwise. */
const RETENTION_SECONDS = 72 * 3600;

/** What the Temporal dev server is started with. */
export type TemporalSettings = {
  readonly binary: string;
  readonly port: number;
  readonly uiPort: number;
  readonly file: string;
  readonly namespace: string;
};

/** The Temporal dev server with its data in one file, and its web page. */
export function temporalService(settings: TemporalSettings, inherited: Variables, logFile: string): Service {
  const { binary, port, uiPort, file, namespace } = settings;
  const options = ['--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort), '--db-filename', file, '--namespace', namespace];
  return {
    name: 'temporal',
    command: binary,
    args: ['server', 'start-dev', ...options, '--log-level', 'warn'],
    environment: inherited,
    logFile,
    stopSignal: 'SIGTERM',
    untilReady: (isGone) => waitForTemporal(`127.0.0.1:${String(port)}`, namespace, patience(isGone)),
  };
}

/**
 * Waits until a Temporal server answers for the namespace.
 * @param whenMissing called when the server answers that it has no such namespace, until it has
 */
export async function waitForTemporal(
  address: string,
  namespace: string,
  gaveUp: () => boolean,
  whenMissing?: (connection: Connection) => Promise<void>,
): Promise<void> {
  const connection = Connection.lazy({ address, connectTimeout: 1_000 });
  try {
    for (;;) {
      try {
        await connection.withDeadline(Date.now() + ASK_WITHIN_MS, () => connection.workflowService.describeNamespace({ namespace }));
        return;
      } catch (error) {
        if (gaveUp()) throw new Error(`Temporal at ${address} does not answer for namespace "${namespace}"`, { cause: error });
        if (hasCode(error, NOT_FOUND)) await whenMissing?.(connection);
        await delay(ASK_EVERY_MS);
      }
    }
  } finally {
    await connection.close();
  }
}

/**
 * Waits until somebody's own Temporal server answers for the namespace, and makes the namespace where it is missing.
 * @returns whether it was made
 * @throws when the server does not answer or lets us make none, with the command that does
 */
export async function ensureNamespace(address: string, namespace: string, gaveUp: () => boolean, retentionSeconds = RETENTION_SECONDS): Promise<boolean> {
  let isMade = false;
  await waitForTemporal(address, namespace, gaveUp, async (connection) => {
    // The server may say for some seconds more that there is none.
    if (isMade) return;
    await makeNamespace(connection, address, namespace, retentionSeconds);
    isMade = true;
  });
  return isMade;
}

async function makeNamespace(connection: Connection, address: string, namespace: string, retentionSeconds: number): Promise<void> {
  const workflowExecutionRetentionPeriod = { seconds: Long.fromNumber(retentionSeconds) };
  try {
    await connection.withDeadline(Date.now() + ASK_WITHIN_MS, () => connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod }));
  } catch (error) {
    if (hasCode(error, ALREADY_EXISTS)) return;
    throw new Error(`Temporal at ${address} has no namespace "${namespace}" and does not let us make it: temporal operator namespace create --address ${address} --namespace ${namespace}`, { cause: error });
  }
}

function hasCode(error: unknown, code: number): boolean {
  if (!isGrpcServiceError(error)) return false;
  const answered: number = error.code;
  return answered === code;
}
