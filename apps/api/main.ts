import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readEnvironment } from '#config';
import { printForPractice } from '#letters';
import { closeEngine, openEngine, openFileStore, systemClock } from '#service';
import type { GatewayFailure } from '../dispatch/gateway.js';
import { openLetterPorts } from '../dispatch/letter-ports.js';
import { openGateway } from '../dispatch/temporal-gateway.js';
import { startTracing } from '../dispatch/start-tracing.js';
import { untilConnected } from '../dispatch/until-connected.js';
import { DocumentThread } from './files/document-reader.js';
import { startApi } from './start.js';

/** Requests that may use the database at once; more wait for a connection. */
const CONNECTIONS = 20;

/** Far above a counter's every day, far below what a machine shared with Temporal has to spare in a rush. */
const STARTS_PER_SECOND = 5;

const environment = readEnvironment();
printForPractice(environment.practice);
const tracing = await startTracing({ endpoint: environment.otlpEndpoint, service: 'dunghan-api', say });
const documents = new DocumentThread(new URL('./document-thread.js', import.meta.url));
const engine = await untilConnected('PostgreSQL', () => openEngine({ ...environment, documents: documents.read, applicationName: 'dunghan-api', poolSize: CONNECTIONS }), say);
const gateway = openGateway({ address: environment.temporalAddress, namespace: environment.temporalNamespace, report, interceptors: tracing.client });

try {
  const api = await startApi({
    engine,
    clock: systemClock,
    gateway,
    files: openFileStore(environment, systemClock),
    ways: openLetterPorts(environment),
    settings: {
      host: environment.host,
      port: environment.port,
      webClientId: environment.oidcWebClientId,
      ...findWeb(),
      practice: environment.practice,
      ...(environment.citizenSignIn === undefined ? {} : { citizens: environment.citizenSignIn }),
      identity: { issuer: environment.oidcIssuer, audience: environment.oidcAudience, jwksUrl: environment.oidcJwksUrl },
      inlineDeadlineMs: environment.inlineDeadlineMs,
      startsPerSecond: STARTS_PER_SECOND,
      clockSkewMs: environment.clockSkewMs,
      trustedProxies: environment.trustedProxies,
      logLevel: environment.logLevel,
    },
  });
  say(`The API answers at ${api.url}`);
  await signalled();
  await api.close();
} catch (error) {
  say(`The API cannot run: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await documents.close();
  await gateway.close();
  await closeEngine(engine);
  await tracing.close();
}

function signalled(): Promise<unknown> {
  return Promise.race((['SIGTERM', 'SIGINT'] as const).map((signal) => new Promise((resolve) => process.once(signal, resolve))));
}

/** Temporal being away is expected now and then: the relay delivers later. Anything else needs a person. */
function report({ operation, subject, error, transient }: GatewayFailure): void {
  if (!transient) {
    say(`Temporal refused ${operation} of ${subject}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The web application, where it was built beside this program. */
function findWeb(): { readonly webFolder?: string } {
  const webFolder = fileURLToPath(new URL('../../web/', import.meta.url));
  if (existsSync(webFolder)) return { webFolder };
  say('The web application is not built (npm run build): only the API answers');
  return {};
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
