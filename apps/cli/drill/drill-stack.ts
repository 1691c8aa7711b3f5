import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { formatInstant, type Instant } from '#domain';
import { closeEngine, type Engine, openEngine, type Restoration } from '#service';
import { NODE_FLAGS } from '../../local/node-flags.js';
import type { Told } from '../../stand-in/behaviour.js';
import { settingsFor, startIssuer } from '../bench/own-processes.js';
import { Backups } from './backups.js';
import { type Build, buildWithPatchedStep, mainFile, thisBuild } from './builds.js';
import type { ClockJump } from './clock-offset.js';
import { findFreePort } from '../../local/ports.js';
import type { KillableServer } from './killable-server.js';
import type { Leavings } from './leavings.js';
import { MemoryDisk } from './memory-disk.js';
import { OwnServers } from './own-servers.js';
import { loadDrillProvince } from './quick-procedure.js';
import { replayHistories } from './replay.js';
import { type DrillPostgres, startPostgres } from './servers.js';
import { type DeskApart, type FullDisk, type Member, type MemberName, MEMBERS, type Stack } from './stack.js';
import { StandInServer, type WayOut } from './stand-in-server.js';
import { type DrillTemporal, NAMESPACE, type Topology } from './topologies/topology.js';

type Issuer = Awaited<ReturnType<typeof startIssuer>>;
const MASTER_KEY = new Uint8Array(32).fill(7);
const SEAL_SIGNING_KEY = new Uint8Array(32).fill(8);
const GATEWAY_TOKEN = 'token of the gateway of the drill';
const CLOCK_SKEW_MS = 2_000;

/** How a stack is started for a campaign. */
export interface DrillStackOptions {
  readonly folder: string;
  readonly topology: Topology;
  readonly lastsMs: number;
  readonly diskMegabytes: number;
  /** Variables of our processes beside or instead of the usual ones. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** What a stack is made of. */
interface Parts {
  readonly disk: MemoryDisk | undefined;
  readonly members: Readonly<Record<MemberName, KillableServer>>;
  readonly temporal: DrillTemporal;
  readonly postgres: DrillPostgres;
  readonly backups: Backups;
  readonly own: OwnServers;
}

/** What our own processes find around them. */
interface Surroundings {
  readonly folder: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly issuer: Issuer;
  readonly standIn: StandInServer;
}

/** Everything real on one machine: PostgreSQL on a small disk, Temporal on a file, the stand-in, and our own processes. */
export class DrillStack implements Stack {
  readonly lastsMs: number;
  readonly clockSkewMs = CLOCK_SKEW_MS;
  /** Commands that may be given up, by their ids. */
  readonly expectedDead: string[] = [];
  #deskApart: DeskApart | undefined;

  private constructor(
    private readonly options: DrillStackOptions,
    private readonly parts: Parts,
    readonly engine: Engine,
    readonly issuer: Issuer,
    readonly apiUrl: string,
    readonly standIn: StandInServer,
    readonly client: Client,
  ) {
    this.lastsMs = options.lastsMs;
  }

  /** @param leavings told of everything that has to be cleared away, as soon as it is begun */
  static async start(options: DrillStackOptions, leavings: Leavings): Promise<DrillStack> {
    const { folder } = options;
    const disk = await MemoryDisk.mount(join(folder, 'disk'), options.diskMegabytes);
    leavings.note(async (isKept) => disk?.unmount(isKept ? join(folder, 'kept-disk') : undefined));
    const begun = (server: KillableServer, signal: NodeJS.Signals = 'SIGTERM'): KillableServer => {
      leavings.note(() => server.end(signal));
      return server;
    };
    const place = disk?.path ?? folder;
    const backups = new Backups(folder, place, { masterKey: MASTER_KEY, sealSigningKey: SEAL_SIGNING_KEY });
    const postgres = await startPostgres(options.topology, folder, place, backups.walFolder, (server) => begun(server, 'SIGINT'));
    const temporal = await options.topology.startTemporal(folder, postgres.port, begun);
    const databaseUrl = postgres.addresses.application;
    const engine = await openEngine({ databaseUrl, masterKey: MASTER_KEY, applicationName: 'dunghan-drill', poolSize: 6, clockSkewMs: CLOCK_SKEW_MS });
    leavings.note(() => closeEngine(engine));
    await loadDrillProvince(engine);
    const issuer = await startIssuer();
    leavings.note(async () => {
      issuer.close();
    });
    const standIn = await StandInServer.start({ folder, args: [...NODE_FLAGS, mainFile(thisBuild, 'stand-in')], token: GATEWAY_TOKEN, variables: { PORTAL_TOKEN: GATEWAY_TOKEN }, isKept: true, begun });
    const port = await findFreePort();
    const apiUrl = `http://127.0.0.1:${String(port)}`;
    const own = new OwnServers(folder, { ...ownSettings({ folder, port, databaseUrl, temporalAddress: temporal.address, issuer, standIn }), ...options.variables }, apiUrl);
    for (const server of [own.worker, own.relay, own.api]) await begun(server).start();
    const connection = Connection.lazy({ address: temporal.address });
    leavings.note(() => connection.close());
    const members = { api: own.api, worker: own.worker, relay: own.relay, temporal: temporal.server, postgres: postgres.server, 'stand-in': standIn.server };
    return new DrillStack(options, { disk, members, temporal, postgres, backups, own }, engine, issuer, apiUrl, standIn, new Client({ connection, namespace: NAMESPACE }));
  }

  member(name: MemberName): Member {
    return this.parts.members[name];
  }

  /** The processes a member consists of now, by their ids. */
  processesOf(name: MemberName): readonly number[] {
    return this.parts.members[name].processes();
  }

  /** How often each member ended though nobody killed it. */
  get endedUnasked(): Readonly<Partial<Record<MemberName, number>>> {
    return Object.fromEntries(MEMBERS.map((name) => [name, this.parts.members[name].endedUnasked] as const).filter(([, times]) => times > 0));
  }

  async order(way: WayOut, told: Partial<Told>): Promise<void> {
    if (!(await this.standIn.tell(told, way))) throw new Error('The stand-in does not answer');
  }

  async held(way: WayOut): Promise<readonly string[]> {
    return (await this.standIn.held(way)) ?? [];
  }

  fillDisk(): Promise<FullDisk | undefined> {
    return this.parts.disk === undefined ? Promise.resolve(undefined) : this.parts.disk.fill();
  }

  forgetTemporal(): Promise<void> {
    return this.parts.temporal.forget();
  }

  takeBackup(): Promise<void> {
    return this.parts.backups.take(this.parts.postgres);
  }

  restoreTo(at: Instant): Promise<Restoration> {
    return this.parts.backups.restoreTo(this.parts.postgres, at);
  }

  async runningWorkflows(before?: Instant): Promise<readonly string[]> {
    const since = before === undefined ? '' : ` AND StartTime < '${formatInstant(before)}'`;
    const found: string[] = [];
    for await (const { workflowId } of this.client.workflow.list({ query: `ExecutionStatus = 'Running'${since}` })) found.push(workflowId);
    return found;
  }

  codesOfPortal(): ReadonlySet<string> {
    return new Set(this.standIn.kept().flatMap((entry) => (entry.kind === 'portal-taken' ? [entry.code] : [])));
  }

  get deskApart(): DeskApart {
    if (this.#deskApart === undefined) throw new Error('Nobody takes dossiers in yet');
    return this.#deskApart;
  }

  /** Told by whoever takes dossiers in for the faults. */
  set deskApart(desk: DeskApart) {
    this.#deskApart = desk;
  }

  setClock(name: 'worker' | 'relay', jump: ClockJump | undefined): void {
    this.parts.own.setClock(name, jump);
  }

  async exchangeBuild(): Promise<void> {
    this.parts.own.build = await buildWithPatchedStep(this.options.folder);
  }

  /** The build the worker runs. */
  get build(): Build {
    return this.parts.own.build;
  }

  async replayAll(): Promise<void> {
    const { differing } = await replayHistories(this.client, this.build.workflowBundle);
    const [first] = differing;
    if (first !== undefined) throw new Error(`${String(differing.length)} histories do not replay, the first: ${first}`);
  }

  expectDead(commandId: string): void {
    this.expectedDead.push(commandId);
  }
}

/** What the processes of ours are told. */
function ownSettings({ folder, port, databaseUrl, temporalAddress, issuer, standIn }: Surroundings): Readonly<Record<string, string>> {
  return {
    ...settingsFor({ databaseUrl, masterKey: MASTER_KEY }, issuer.url, temporalAddress, port),
    TEMPORAL_NAMESPACE: NAMESPACE,
    DATA_DIR: folder,
    SEAL_SIGNING_KEY: Buffer.from(SEAL_SIGNING_KEY).toString('base64'),
    LATENESS_SPREAD_MS: '0',
    CLOCK_SKEW_MS: String(CLOCK_SKEW_MS),
    SMTP_URL: standIn.smtpUrl,
    MAIL_FROM: 'mot-cua@dung-han.example',
    MESSAGE_GATEWAY_URL: standIn.url,
    MESSAGE_GATEWAY_TOKEN: GATEWAY_TOKEN,
    PORTAL_URL: `${standIn.url}/portal`,
    PORTAL_TOKEN: GATEWAY_TOKEN,
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  };
}
