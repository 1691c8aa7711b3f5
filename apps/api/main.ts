import { readEnvironment } from '#config';
import { instant } from '#domain';
import { closeEngine, openEngine } from '#service';
import type { GatewayFailure } from '../dispatch/gateway.js';
import { openGateway } from '../dispatch/temporal-gateway.js';
import { startApi } from './start.js';

const environment = readEnvironment();
const engine = await openEngine({
  databaseUrl: environment.databaseUrl,
  masterKey: environment.masterKey,
  applicationName: 'dunghan-api',
  poolSize: 20,
  clockSkewMs: environment.clockSkewMs,
  latenessSpreadMs: environment.latenessSpreadMs,
  inboxLimit: environment.inboxLimit,
});
const gateway = openGateway({ address: environment.temporalAddress, namespace: environment.temporalNamespace, report });

try {
  const api = await startApi({
    engine,
    clock: { now: () => instant(Date.now()) },
    gateway,
    settings: {
      host: environment.host,
      port: environment.port,
      identity: { issuer: environment.oidcIssuer, audience: environment.oidcAudience, jwksUrl: environment.oidcJwksUrl },
      inlineDeadlineMs: environment.inlineDeadlineMs,
      clockSkewMs: environment.clockSkewMs,
      logLevel: environment.logLevel,
    },
  });
  process.stdout.write(`The API answers at ${api.url}\n`);
  await signalled();
  await api.close();
} catch (error) {
  process.stderr.write(`The API cannot run: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await gateway.close();
  await closeEngine(engine);
}

function signalled(): Promise<unknown> {
  return Promise.race((['SIGTERM', 'SIGINT'] as const).map((signal) => new Promise((resolve) => process.once(signal, resolve))));
}

/** Temporal being away is expected now and then: the relay delivers later. Anything else needs a person. */
function report({ operation, subject, error, transient }: GatewayFailure): void {
  if (!transient) {
    process.stderr.write(`Temporal refused ${operation} of ${subject}: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}
