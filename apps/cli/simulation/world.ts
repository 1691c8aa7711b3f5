import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { instant, type Instant, type Actor, type CommandBodies, type CommandType } from '#domain';
import { acceptCommand, applyCase, applyTransition, type Clock, type CommandRecord, deliverLetter, type Engine, escalateApologies, findCommand, hastenCommands, makeDigests, openDueReports, placeNotices, produceLetter, sealLedger, sealSignerOf, takeIn, type TakeInBody, warnOfStages } from '#service';
import { foldFigures } from '#service/figures';
import { dossierWorkflowId } from '#workflows';
import { TemporalGateway } from '../../dispatch/temporal-gateway.js';
import { nudgeCasesOnce, settleWatchedOnce, watchCasesOnce } from '../../relay/case-loops.js';
import { nudgeOnce, reconcileOnce, relayOnce, rollOutOnce, startOnce, watchOnce } from '../../relay/loops.js';
import { type RunningWorkers, startWorkers } from '../../worker/start.js';
import { keepTemporalQuiet } from '../quiet-runtime.js';
import { openScratchEngine, type ScratchEngine } from '../scratch/scratch-engine.js';
import type { Counter, TakenIn } from './counter.js';
import { type PortalFacts, ToldPortal } from './told-portal.js';

/** Longest real wait for work to drain before the simulation gives up and says what is stuck. */
const DRAIN_MS = 60_000;
const ASK_EVERY_MS = 5;
const DRAIN_PACE = 20;
/** Room for commands of one instant, each dated a little after the one before. */
const INSTANTS_AFTER_MS = 1_000;
const INLINE_MS = 10_000;
const HISTORIES_AT_ONCE = 8;
const SERVER_STARTS = 3;
const STAFF_BATCH = 100;

/** What the watchdog and reconciliation found at the end of a day: after a drained day nothing is left to nudge or restart. */
export interface NightReport {
  readonly nudged: number;
  readonly checked: number;
  readonly restarted: number;
}

/** A transition a workflow asked for: why, and when by the virtual clock. */
export interface AskedTransition {
  readonly dossierId: string;
  readonly causes: readonly string[];
  readonly at: number;
}

/**
 * A counter in virtual time: the real services, workflows, activities and database, on the Temporal server that skips
 * time. The month always begins at the same calendar date, so the server's clock and the counter's differ by a constant.
 */
export class World implements Counter {
  #now: Instant;
  #keys = 0;
  readonly #signer = sealSignerOf(randomBytes(32));

  private constructor(
    private readonly scratch: ScratchEngine,
    private readonly temporal: TestWorkflowEnvironment,
    private readonly workers: RunningWorkers,
    private readonly gateway: TemporalGateway,
    private readonly portal: ToldPortal,
    private readonly offset: number,
    begin: Instant,
  ) {
    this.#now = begin;
  }

  /**
   * Starts database, server and workers with the virtual clock at `begin`.
   * @param asked told of every transition a workflow asks for
   */
  static async open(begin: Instant, testServer: string, asked: (transition: AskedTransition) => void = () => undefined): Promise<World> {
    keepTemporalQuiet();
    const scratch = await openScratchEngine({ at: begin, settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } });
    try {
      return await World.#openOn(scratch, begin, testServer, asked);
    } catch (error) {
      await scratch.close();
      throw error;
    }
  }

  static async #openOn(scratch: ScratchEngine, begin: Instant, testServer: string, asked: (transition: AskedTransition) => void): Promise<World> {
    const temporal = await startTestServer(testServer);
    const offset = begin - (await temporal.currentTimeMs());
    const { engine } = scratch;
    const workers = await startWorkers({
      connection: temporal.nativeConnection,
      namespace: 'default',
      workflowBundle: fileURLToPath(new URL('../../../workflow-bundle.js', import.meta.url)),
      dossierActivities: {
        applyTransition: async (dossierId, causes, at) => {
          asked({ dossierId, causes, at: at + offset });
          const view = await applyTransition(engine, dossierId, causes, instant(at + offset));
          return { ...view, points: view.points.map((point) => ({ ...point, at: point.at - offset })) };
        },
      },
      caseActivities: {
        applyCase: async (caseId, at) => {
          const view = await applyCase(engine, caseId, instant(at + offset));
          return { ...view, points: view.points.map((point) => ({ ...point, at: point.at - offset })) };
        },
      },
      // The month is simulated up to the desk's print queue: every letter goes out on paper, and nobody prints.
      letterActivities: {
        produceLetter: (key, at) => produceLetter(engine, key, instant(at + offset)),
        deliverLetter: async (key, at) => {
          const next = await deliverLetter(engine, {}, key, instant(at + offset));
          return next === undefined ? null : next - offset;
        },
      },
      maxCachedWorkflows: 2_000,
      transitionsAtOnce: 10,
      lettersPerSecond: 200,
    });
    const gateway = new TemporalGateway(temporal.connection, { namespace: 'default', report: () => undefined });
    const world: World = new World(scratch, temporal, workers, gateway, await ToldPortal.open({ now: () => world.now }), offset, begin);
    return world;
  }

  get engine(): Engine {
    return this.scratch.engine;
  }

  get now(): Instant {
    return this.#now;
  }

  get clock(): Clock {
    return { now: () => this.#now };
  }

  officerFor(agency: string, number: number): string {
    return `officer-${agency}-${String(number % 4)}`;
  }

  /** Moves the virtual clock to `at`, letting every timer on the way fire. */
  async advanceTo(at: Instant): Promise<void> {
    const ahead = at - this.offset - (await this.temporal.currentTimeMs());
    if (ahead > 0) {
      await this.temporal.sleep(ahead);
    }
    this.#now = at;
  }

  /** Takes a dossier in and starts its workflow; returns its code and id, or the refusal's code. */
  async takeIn(actor: Actor, body: TakeInBody): Promise<TakenIn> {
    const result = await takeIn(this.engine, this.clock, { actor, idempotencyKey: this.#key(), body });
    if (result.kind === 'created' || result.kind === 'repeated') {
      await this.gateway.start(result.dossierId);
      return { code: result.code, id: result.dossierId };
    }
    return { refused: result.kind === 'refused' ? result.refusal.code : result.kind };
  }

  /** Gives a command and waits for its recorded outcome. */
  async command<T extends CommandType>(actor: Actor, dossierCode: string, type: T, body: CommandBodies[T], text?: Readonly<Record<string, string>>): Promise<CommandRecord> {
    const acceptance = await acceptCommand(this.engine, this.clock, { actor, idempotencyKey: this.#key(), dossierCode, type, body, ...(text === undefined ? {} : { text }) });
    if (acceptance.kind !== 'accepted' || acceptance.command.dossierId === undefined) {
      throw new Error(`${type} on ${dossierCode} was not accepted: ${acceptance.kind}`);
    }
    await this.gateway.deliver(acceptance.command.dossierId, acceptance.command.id, INLINE_MS);
    const settled = await findCommand(this.engine, acceptance.command.id);
    if (settled === undefined) {
      throw new Error(`Command ${acceptance.command.id} vanished from the inbox`);
    }
    return settled;
  }

  /** Waits until no command is pending, no letter is owed, every workflow has begun, and no point lies unsettled further back than wakes may lag. */
  async drain(lagMs: number): Promise<void> {
    const began = performance.now();
    const deadline = began + DRAIN_MS;
    for (;;) {
      const stuck = await this.#unfinished(lagMs);
      if (stuck === undefined) {
        return;
      }
      const parts = { engine: this.engine, gateway: this.gateway, graceMs: 0 };
      // The clock stands still meanwhile: a command of the instant after the dossier's last, or one put off because the machine was busy, would never be due.
      const soon = instant(this.#now + INSTANTS_AFTER_MS);
      await hastenCommands(this.engine.database, soon);
      await relayOnce(parts, soon);
      await startOnce(parts, this.#now);
      await watchOnce(parts, this.#now);
      await settleWatchedOnce(parts, this.#now);
      // A nudge that met a run just ending is made again; time that passes here goes twenty times as fast for that.
      await nudgeCasesOnce(parts, instant(this.#now + Math.floor((performance.now() - began) * DRAIN_PACE)));
      if (performance.now() > deadline) {
        throw new Error(`The simulation does not drain: ${stuck}`);
      }
      await pause(ASK_EVERY_MS);
    }
  }

  /** Tells staff what is to be told by now, as the relay's loops do. */
  async tellStaff(): Promise<void> {
    while ((await warnOfStages(this.engine, this.#now, STAFF_BATCH)).looked === STAFF_BATCH);
    await makeDigests(this.engine, this.#now, STAFF_BATCH);
    await escalateApologies(this.engine, this.#now);
    await placeNotices(this.engine, this.#now);
  }

  /** Brings every open dossier to the current calendar version and tells the workflows that would wake too late; their dossiers. */
  async redate(): Promise<readonly string[]> {
    const parts = { engine: this.engine, gateway: this.gateway };
    await rollOutOnce(parts, this.#now, () => undefined);
    const owed = await this.engine.database.read.rows<{ dossier_id: string }>('SELECT dossier_id FROM workflow_nudge');
    for (let told = 0; told < owed.length; ) {
      const { delivered, unavailable } = await nudgeOnce(parts, this.#now);
      if (delivered === 0 || unavailable > 0) throw new Error(`${String(owed.length - told)} workflows could not be told of their new dates`);
      told += delivered;
    }
    return owed.map((row) => row.dossier_id);
  }

  /** What the background loops do every so often, at once: watchdog, reconciliation, reports that come again, figures, seals, the portal, and a report of the day. */
  async night(): Promise<NightReport> {
    const parts = { engine: this.engine, gateway: this.gateway };
    const nudged = (await watchOnce(parts, this.#now)).delivered;
    await watchCasesOnce(parts, this.#now);
    while ((await openDueReports(this.engine, this.#now, STAFF_BATCH)) > 0);
    let [checked, restarted] = [0, 0];
    let after: string | undefined;
    do {
      const page = await reconcileOnce(parts, after);
      [checked, restarted, after] = [checked + page.checked, restarted + page.delivered, page.next];
    } while (after !== undefined);
    while ((await foldFigures(this.engine)) > 0);
    await sealLedger(this.engine, this.#now, this.#signer);
    await this.portal.tell(this.engine, this.clock);
    return { nudged, checked, restarted };
  }

  /** Public key of who signs the days. */
  get sealKey(): string {
    return this.#signer.publicKey;
  }

  /** Number of history events of each dossier's last workflow run. */
  async historyLengths(dossierIds: readonly string[]): Promise<readonly number[]> {
    const lengths: number[] = [];
    const waiting = dossierIds.values();
    const reader = async (): Promise<void> => {
      for (const id of waiting) {
        const history = await this.temporal.client.workflow.getHandle(dossierWorkflowId(id)).fetchHistory();
        lengths.push(history.events?.length ?? 0);
      }
    };
    await Promise.all(Array.from({ length: HISTORIES_AT_ONCE }, reader));
    return lengths;
  }

  /** What the national portal was told of the month. */
  async portalFacts(): Promise<PortalFacts> {
    // What happened after the last night is told as well.
    await this.portal.tell(this.engine, this.clock);
    return this.portal.facts(this.engine);
  }

  async close(): Promise<void> {
    await this.portal.close();
    await this.workers.stop();
    await this.temporal.teardown();
    await this.scratch.close();
  }

  async #unfinished(lagMs: number): Promise<string | undefined> {
    const row = await this.engine.database.read.first<{ commands: number; said: string | null; letters: number; unstarted: number; unheard: number; points: number }>(
      `SELECT (SELECT count(*) FROM command_inbox WHERE status = 'pending') AS commands,
              (SELECT type || coalesce(': ' || last_error, '') FROM command_inbox WHERE status = 'pending' ORDER BY number LIMIT 1) AS said,
              (SELECT count(*) FROM letter WHERE status = 'owed' AND NOT awaits_signature) AS letters,
              (SELECT count(*) FROM dossier WHERE NOT closed AND workflow_seen_at IS NULL) AS unstarted,
              (SELECT count(*) FROM deadline_case WHERE unheard_since IS NOT NULL) AS unheard,
              (SELECT count(*) FROM dossier WHERE next_point_at < $1) + (SELECT count(*) FROM deadline_case WHERE next_point_at < $1) AS points`,
      [this.#now - lagMs],
    );
    if (row === undefined || row.commands + row.letters + row.unstarted + row.unheard + row.points === 0) {
      return undefined;
    }
    return `${String(row.commands)} commands pending${row.said === null ? '' : ` (the first is ${row.said})`}, ${String(row.letters)} letters owed, ${String(row.unstarted)} workflows not started, ${String(row.unheard)} cases not looked at, ${String(row.points)} points not settled`;
  }

  #key(): string {
    this.#keys += 1;
    return `simulation-${String(this.#keys)}`;
  }
}

/** The SDK waits five seconds for the server, which a busy machine may need for its start alone. */
async function startTestServer(path: string): Promise<TestWorkflowEnvironment> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
    } catch (error) {
      if (attempt === SERVER_STARTS) throw error;
    }
  }
}
