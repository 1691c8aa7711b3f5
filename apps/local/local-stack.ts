import { fileURLToPath } from 'node:url';
import { DEVELOPMENT_GATEWAY_TOKEN, DEVELOPMENT_PORTAL_TOKEN, type LocalEnvironment, type Variables } from '#config';
import { instant } from '#domain';
import { migrate, PROJECTION_BEHIND } from '../migrate/main.js';
import type { DataFolder } from './data-folder.js';
import { everyStep } from './every-step.js';
import { startIdentityProvider, type IdentityProvider } from './identity/provider.js';
import { recordChildren } from './leftovers.js';
import { choosePort, isPortFree } from './ports.js';
import { prepareCluster, SUPERUSER } from './postgres/cluster.js';
import { DATABASE, databaseUrlFor } from './postgres/database-url.js';
import { keptLog } from './postgres/kept-log.js';
import { APPLICATION_ROLE, ensureRolesAndDatabase, OWNER_ROLE } from './postgres/roles.js';
import type { PracticeFolder } from './practice-folder.js';
import { phase, say } from './progress.js';
import { loadReferenceData } from './reference-data.js';
import { dataFolder } from './reference-folder.js';
import { ensureSecrets, type LocalSecrets } from './secrets.js';
import { ownService, patience, postgresService, practiceProgram, untilHealthy } from './services.js';
import { findLastPorts, writePorts, writeStackFile, type StackFile } from './stack-file.js';
import { Supervisor } from './supervisor.js';
import { ensureNamespace, temporalService } from './temporal.js';
import { ensureTestCertificate } from './test-certificate.js';

/** The API's port when none is asked for and it is free. */
const USUAL_API_PORT = 3000;
/** Where the web application's own development server runs. */
const WEB_DEVELOPMENT_ORIGINS = ['http://127.0.0.1:5173', 'http://localhost:5173'];

type Ports = { readonly api: number; readonly postgres: number; readonly temporal: number; readonly temporalUi: number; readonly identity: number; readonly standIn: number; readonly standInSmtp: number };

/** The one-command stack on one data folder: databases, Temporal, sign-in service and our own processes. */
export class LocalStack {
  readonly #supervisor: Supervisor;
  #identity: IdentityProvider | undefined;
  #addresses: Omit<StackFile, 'pids'> | undefined;
  #starting: Promise<unknown> = Promise.resolve();

  /**
   * @param practice the folder as one to practise in; undefined for an ordinary installation
   * @param lost called when a process of the stack cannot be kept running
   */
  constructor(
    private readonly environment: LocalEnvironment,
    private readonly folder: DataFolder,
    private readonly practice: PracticeFolder | undefined,
    lost: (error: Error) => void,
  ) {
    this.#supervisor = new Supervisor({
      say,
      lost,
      changed: async (children) => {
        await recordChildren(folder.file('processes.json'), children);
        if (this.#addresses !== undefined) await this.#publish(this.#addresses);
      },
    });
  }

  /**
   * Starts everything and resolves with the addresses when the API says it is ready.
   * @throws when a port is taken or a process does not come up, naming it
   */
  start(): Promise<StackFile> {
    const starting = this.#start();
    this.#starting = starting;
    return starting;
  }

  /**
   * Stops everything in order: API, relay, worker, sign-in service, Temporal, PostgreSQL. A start under way is given up.
   * @throws what could not be done, after everything else was stopped
   */
  async stop(): Promise<void> {
    await everyStep([
      () => this.#supervisor.stop(['practice', 'api', 'relay', 'worker']),
      () => this.#starting.catch(() => undefined),
      async () => this.#identity?.stop(),
      () => this.#supervisor.stop(['stand-in', 'temporal', 'postgres']),
    ]);
  }

  /** Process numbers of the children that run now. */
  children(): readonly number[] {
    return Object.values(this.#supervisor.pids());
  }

  async #start(): Promise<StackFile> {
    const ports = await this.#choosePorts();
    const secrets = await ensureSecrets(this.folder.file('secrets.json'));
    const databaseUrl = databaseUrlFor(postgresAt(ports), { role: APPLICATION_ROLE, password: secrets.applicationPassword, database: DATABASE });
    const temporalAddress = this.environment.temporalAddress ?? `127.0.0.1:${String(ports.temporal)}`;
    await Promise.all([this.#startDatabase(ports, secrets), this.#startTemporal(ports)]);
    await phase('reference data is loaded', () => loadReferenceData({ databaseUrl }));
    await ensureTestCertificate(this.folder.file('letter-signing'), secrets.masterKey, instant(Date.now()));
    const apiUrl = `http://127.0.0.1:${String(ports.api)}`;
    this.#identity = await startIdentityProvider({
      port: ports.identity,
      keysFile: this.folder.file('identity-keys.json'),
      webOrigins: [apiUrl, `http://localhost:${String(ports.api)}`, ...WEB_DEVELOPMENT_ORIGINS],
    });
    await this.#startStandIn(ports, apiUrl, this.#identity.url);
    const settings = this.#settingsOfOwn(ports, secrets, { apiUrl, databaseUrl, temporalAddress }, this.#identity);
    await this.#fillForPractice(settings);
    await this.#startOwnProcesses(settings, apiUrl);
    this.#addresses = {
      apiUrl,
      webUrl: apiUrl,
      databaseUrl,
      temporalAddress,
      ...(this.environment.temporalAddress === undefined ? { temporalUiUrl: `http://127.0.0.1:${String(ports.temporalUi)}` } : {}),
      identityUrl: this.#identity.url,
      standInUrl: standInUrl(ports),
      portalUrl: portalUrl(ports),
    };
    return this.#publish(this.#addresses);
  }

  async #choosePorts(): Promise<Ports> {
    const { port } = this.environment;
    if (port !== undefined && !(await isPortFree(port))) {
      throw new Error(`Port ${String(port)} is in use by another program: stop that one, or set PORT to a free port`);
    }
    const last = await findLastPorts(this.folder.file('ports.json'));
    const ports: Ports = {
      api: port ?? (await choosePort(last['api'], USUAL_API_PORT)),
      postgres: await choosePort(last['postgres']),
      temporal: await choosePort(last['temporal']),
      temporalUi: await choosePort(last['temporalUi']),
      identity: await choosePort(last['identity']),
      standIn: await choosePort(last['standIn']),
      standInSmtp: await choosePort(last['standInSmtp']),
    };
    if (port === undefined && ports.api !== USUAL_API_PORT && ports.api !== last['api']) {
      say(`port ${String(last['api'] ?? USUAL_API_PORT)} is in use: the API takes ${String(ports.api)} (PORT chooses another)`);
    }
    await writePorts(this.folder.file('ports.json'), ports);
    return ports;
  }

  async #startDatabase(ports: Ports, secrets: LocalSecrets): Promise<void> {
    const superuserUrl = databaseUrlFor(postgresAt(ports), { role: SUPERUSER, password: secrets.superuserPassword, database: 'postgres' });
    const cluster = await prepareCluster(this.folder.file('postgres'), secrets.superuserPassword);
    const service = postgresService(cluster, ports.postgres, superuserUrl, this.environment.inherited, this.#log('postgres'), keptLog(this.environment.walDir ?? this.folder.file('wal')));
    await phase('PostgreSQL answers', () => this.#supervisor.start(service));
    await phase('migrations are applied', async () => {
      const passwords = { owner: secrets.ownerPassword, application: secrets.applicationPassword };
      await ensureRolesAndDatabase(superuserUrl, DATABASE, passwords);
      const { isProjectionBehind } = await migrate(databaseUrlFor(postgresAt(ports), { role: OWNER_ROLE, password: secrets.ownerPassword, database: DATABASE }));
      if (isProjectionBehind) say(PROJECTION_BEHIND);
    });
  }

  async #startTemporal(ports: Ports): Promise<void> {
    const { temporalAddress, temporalBinary, inherited } = this.environment;
    const namespace = this.#namespace();
    if (temporalAddress !== undefined) {
      await phase(`Temporal at ${temporalAddress} answers`, async () => {
        const gaveUp = patience(() => this.#supervisor.isStopping);
        if (await ensureNamespace(temporalAddress, namespace, gaveUp)) say(`Temporal at ${temporalAddress} had no namespace "${namespace}": it was made`);
      });
    } else if (temporalBinary !== undefined) {
      const settings = { binary: temporalBinary, port: ports.temporal, uiPort: ports.temporalUi, file: this.folder.file('temporal.db'), namespace };
      await phase('Temporal answers', () => this.#supervisor.start(temporalService(settings, inherited, this.#log('temporal'))));
    }
  }

  /** Practice may be given the Temporal server of an installation, and must never take that one's work. */
  #namespace(): string {
    const { temporalNamespace } = this.environment;
    return this.practice === undefined ? temporalNamespace : `${temporalNamespace}-practice`;
  }

  #settingsOfOwn(ports: Ports, secrets: LocalSecrets, { apiUrl, databaseUrl, temporalAddress }: Pick<StackFile, 'apiUrl' | 'databaseUrl' | 'temporalAddress'>, identity: IdentityProvider): Variables {
    return {
      ...this.environment.inherited,
      DUNGHAN_ENV: 'development',
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: temporalAddress,
      TEMPORAL_NAMESPACE: this.#namespace(),
      HOST: '127.0.0.1',
      PORT: String(ports.api),
      PUBLIC_URL: apiUrl,
      DATA_DIR: this.folder.path,
      MASTER_KEY: secrets.masterKey,
      SEAL_SIGNING_KEY: secrets.sealSigningKey,
      LETTER_SIGNING_DIR: this.folder.file('letter-signing'),
      LETTER_SIGNING_PASSPHRASE: secrets.masterKey,
      OIDC_ISSUER: identity.url,
      OIDC_AUDIENCE: identity.audience,
      OIDC_JWKS_URL: identity.jwksUrl,
      CITIZEN_OIDC_ISSUER: identity.url,
      CITIZEN_OIDC_JWKS_URL: identity.jwksUrl,
      CITIZEN_OIDC_AUDIENCE: identity.citizens.audience,
      CITIZEN_OIDC_CLIENT_ID: identity.citizens.clientId,
      CITIZEN_OIDC_IDENTITY_CLAIM: identity.citizens.identityClaim,
      SMTP_URL: `smtp://127.0.0.1:${String(ports.standInSmtp)}`,
      MAIL_FROM: 'mot-cua@dung-han.example',
      MESSAGE_GATEWAY_URL: standInUrl(ports),
      MESSAGE_GATEWAY_TOKEN: DEVELOPMENT_GATEWAY_TOKEN,
      PORTAL_URL: portalUrl(ports),
      PORTAL_TOKEN: DEVELOPMENT_PORTAL_TOKEN,
      ...(this.practice === undefined ? {} : { PRACTICE: '1' }),
    };
  }

  /** What takes the place of mail server, message gateway and national portal on a developer's machine. */
  async #startStandIn(ports: Ports, apiUrl: string, identityUrl: string): Promise<void> {
    const settings = {
      ...this.environment.inherited,
      HOST: '127.0.0.1',
      STAND_IN_PORT: String(ports.standIn),
      STAND_IN_SMTP_PORT: String(ports.standInSmtp),
      DATA_DIR: this.folder.path,
      STAND_IN_PROCEDURES: fileURLToPath(new URL('catalogue/procedures/', dataFolder())),
      STAND_IN_API_URL: apiUrl,
      STAND_IN_IDENTITY_URL: identityUrl,
    };
    await this.#supervisor.start(ownService('stand-in', settings, this.#log('stand-in'), untilHealthy(standInUrl(ports))));
  }

  async #startOwnProcesses(settings: Variables, apiUrl: string): Promise<void> {
    const atOnce = (): Promise<void> => Promise.resolve();
    const ready = untilHealthy(`${apiUrl}/health/ready`);
    await phase('worker, relay and API are ready', async () => {
      await this.#supervisor.start(ownService('worker', settings, this.#log('worker'), atOnce));
      await this.#supervisor.start(ownService('relay', settings, this.#log('relay'), atOnce));
      await this.#supervisor.start(ownService('api', settings, this.#log('api'), ready));
    });
  }

  /** Before our own processes run: what they would do now, the practice data has had done in its past. */
  async #fillForPractice(settings: Variables): Promise<void> {
    const { practice } = this;
    const plan = practice?.toFill;
    if (practice === undefined || plan === undefined) return;
    say('writing a quarter of the demo province; this takes most of a minute');
    await phase(`practice data of ${String(plan.size)} dossiers is written`, () => this.#supervisor.run(practiceProgram(plan, settings, this.#log('practice'))));
    await practice.filled();
  }

  async #publish(addresses: Omit<StackFile, 'pids'>): Promise<StackFile> {
    const stack = { ...addresses, pids: { stack: process.pid, ...this.#supervisor.pids() } };
    await writeStackFile(this.folder.file('stack.json'), stack);
    return stack;
  }

  #log(name: string): string {
    return `${this.folder.logs}/${name}.log`;
  }
}

function standInUrl({ standIn }: Ports): string {
  return `http://127.0.0.1:${String(standIn)}`;
}

function portalUrl(ports: Ports): string {
  return `${standInUrl(ports)}/portal`;
}

function postgresAt({ postgres }: Ports): string {
  return `127.0.0.1:${String(postgres)}`;
}
