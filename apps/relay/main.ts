import { setTimeout as delay } from 'node:timers/promises';
import { readEnvironment } from '#config';
import { printForPractice } from '#letters';
import { closeEngine, openEngine, openFileStore, sealSignerOf } from '#service';
import type { GatewayFailure } from '../dispatch/gateway.js';
import { DatabaseClock } from '../dispatch/database-clock.js';
import { openLetterPorts } from '../dispatch/letter-ports.js';
import { openNationalPortal } from '../dispatch/http-national-portal.js';
import { serveMetrics, tellClock } from '../dispatch/serve-metrics.js';
import { openGateway } from '../dispatch/temporal-gateway.js';
import { openReportSchedules } from '../dispatch/report-schedules.js';
import { startTracing } from '../dispatch/start-tracing.js';
import { untilConnected } from '../dispatch/until-connected.js';
import { HeavyThread } from './heavy-work.js';
import { RelayMetrics } from './metrics.js';
import { runLoops } from './runner.js';
import { relayLoops } from './schedule.js';

const HEAVY_ENTRY = new URL('./heavy-thread.js', import.meta.url);
const environment = readEnvironment();
printForPractice(environment.practice);
const tracing = await startTracing({ endpoint: environment.otlpEndpoint, service: 'dunghan-relay', say });
const metrics = new RelayMetrics();
const stopping = new AbortController();

const { mailer, messages } = openLetterPorts(environment);
const { portal } = environment;
const engine = await untilConnected('PostgreSQL', () => openEngine({ ...environment, applicationName: 'dunghan-relay', poolSize: 10 }), say);
// Points are settled and things put off by it: a clock of one machine that jumps would do so too early, or for hours.
const clock = await untilConnected('PostgreSQL', () => DatabaseClock.open(engine, say), say);
tellClock(metrics, clock);
const schedules = openReportSchedules({ address: environment.temporalAddress, namespace: environment.temporalNamespace });
const gateway = openGateway({ address: environment.temporalAddress, namespace: environment.temporalNamespace, report, interceptors: tracing.client });
// What somebody supposes of a year takes minutes: it holds up neither the loops nor other heavy work.
const [heavy, replays] = [new HeavyThread(HEAVY_ENTRY), new HeavyThread(HEAVY_ENTRY)];
// Heavy work is taken up again where it stopped: nobody waits for it to end.
stopping.signal.addEventListener('abort', () => void Promise.all([heavy.close(), replays.close()]));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());

try {
  if (environment.metricsPort !== undefined) await serveMetrics(metrics, { host: environment.host, port: environment.metricsPort }, stopping.signal);
  await runLoops(
    relayLoops({ engine, clock, gateway, schedules, heavy, whatIf: { heavy: replays, keepDays: environment.whatIfKeepDays }, files: openFileStore(environment, clock), rootsDir: environment.rootsDir, ...(messages === undefined ? {} : { messages }), ...(mailer === undefined ? {} : { mailer }), ...(portal === undefined ? {} : { portal: openNationalPortal(portal) }) }, sealSignerOf(environment.sealSigningKey), metrics, say),
    {
      clock,
      random: Math.random,
      rest: (ms, stop) => delay(ms, undefined, { signal: stop }).catch(() => undefined),
      passed: (loop) => metrics.passed(loop),
      failed: (loop, error) => {
        metrics.failed(loop);
        say(`A pass of ${loop} failed and is made again: ${error instanceof Error ? error.message : String(error)}`);
      },
    },
    stopping.signal,
  );
} catch (error) {
  say(`The relay cannot run: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await Promise.all([heavy.close(), replays.close()]);
  await gateway.close();
  await schedules.close();
  clock.close();
  await closeEngine(engine);
  await tracing.close();
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** That Temporal is away shows in the metrics; anything else needs a person. */
function report({ operation, subject, error, transient }: GatewayFailure): void {
  if (!transient) say(`Temporal refused ${operation} of ${subject}: ${error instanceof Error ? error.message : String(error)}`);
}
