import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { readEnvironment } from '#config';
import type { Instant } from '#domain';
import { printForPractice } from '#letters';
import { closeEngine, openEngine, openFileStore } from '#service';
import { composeDocuments } from '#service/figures';
import { DatabaseClock } from '../dispatch/database-clock.js';
import { openLetterPorts } from '../dispatch/letter-ports.js';
import { processMetrics, serveMetrics, tellClock } from '../dispatch/serve-metrics.js';
import { startTracing } from '../dispatch/start-tracing.js';
import { untilConnected } from '../dispatch/until-connected.js';
import { caseActivities, dossierActivities, letterActivities, reportActivities } from './activities.js';
import { endBroken } from './broken.js';
import { workflowBundlePath } from './bundle.js';
import { openP12Signer } from './p12-signer.js';
import { CASES_AT_ONCE, DEPLOYMENT, startWorkers, workerIdentity } from './start.js';

/** Transitions at once, and the connections they need. */
const TRANSITIONS_AT_ONCE = 10;
const CONNECTIONS = TRANSITIONS_AT_ONCE + CASES_AT_ONCE + 4;
const LETTERS_PER_SECOND = 20;

const environment = readEnvironment();
printForPractice(environment.practice);
const tracing = await startTracing({ endpoint: environment.otlpEndpoint, service: 'dunghan-worker', say });
const { temporalAddress: address, temporalNamespace: namespace } = environment;

await work().catch((error: unknown) => endBroken(error, { say, tracing, exit: (code) => process.exit(code) }));
await tracing.close();

/** Runs the workers until they are asked to stop and have drained. Rejects with whatever keeps them from it. */
async function work(): Promise<void> {
  const { host, metricsPort, processMetricsPort, letterSigningDir: folder, letterSigningPassphrase: passphrase, letterSigning } = environment;
  Runtime.install({
    logger: new DefaultLogger(environment.logLevel === 'debug' ? 'DEBUG' : 'WARN'),
    // While they run, the workers answer SIGTERM by draining; before that the signal simply ends the process.
    shutdownSignals: ['SIGTERM', 'SIGINT'],
    ...(metricsPort === undefined
      ? {}
      : { telemetryOptions: { metrics: { prometheus: { bindAddress: `${host}:${String(metricsPort)}`, countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true } } } }),
  });
  const signer = folder === undefined ? {} : { signer: openP12Signer({ folder, passphrase, isDemanded: letterSigning === 'demanded' }) };

  const engine = await untilConnected('PostgreSQL', () => openEngine({ ...environment, ...signer, applicationName: 'dunghan-worker', poolSize: CONNECTIONS }), say);
  const clock = await untilConnected('PostgreSQL', () => DatabaseClock.open(engine, say), say);
  const guard = (told: Instant): Instant => clock.notAhead(told);
  const connection = await untilConnected(`Temporal at ${address}`, connectToNamespace, say);

  const stopping = new AbortController();
  if (processMetricsPort !== undefined) {
    const metrics = processMetrics();
    tellClock(metrics, clock);
    await serveMetrics(metrics, { host, port: processMetricsPort }, stopping.signal);
  }
  const workers = await startWorkers({
    connection,
    namespace,
    workflowBundle: workflowBundlePath,
    dossierActivities: dossierActivities(engine, sayFailure, guard),
    caseActivities: caseActivities(engine, sayFailure, guard),
    reportActivities: reportActivities(engine, { files: openFileStore(environment, clock), compose: composeDocuments }, sayFailure),
    letterActivities: letterActivities(engine, openLetterPorts(environment), sayFailure),
    maxCachedWorkflows: environment.maxCachedWorkflows,
    transitionsAtOnce: TRANSITIONS_AT_ONCE,
    lettersPerSecond: LETTERS_PER_SECOND,
    isVersioned: environment.workerVersioning,
    tracing: tracing.worker,
  });
  if (environment.workerVersioning) say(`Tasks come only while ${DEPLOYMENT}.${workers.buildId} is the current version of its workers: temporal worker deployment set-current-version --address ${address} --namespace ${namespace} --deployment-name ${DEPLOYMENT} --build-id ${workers.buildId}`);
  say(`The worker ${workerIdentity()} waits for work of namespace ${namespace} at ${address}`);
  await workers.ended;
  stopping.abort();
  clock.close();
  await connection.close();
  await closeEngine(engine);
}

async function connectToNamespace(): Promise<NativeConnection> {
  const opened = await NativeConnection.connect({ address });
  try {
    await opened.workflowService.describeNamespace({ namespace });
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function sayFailure(activity: string, error: unknown): void {
  say(`${activity} failed and is tried again: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}
