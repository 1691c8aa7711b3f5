import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Variables } from '#config';
import { everyStep } from './every-step.js';

/** One child process of the stack. */
export type Service = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
  readonly environment: Variables;
  readonly logFile: string;
  readonly stopSignal: 'SIGINT' | 'SIGTERM';
  /** Resolves once it serves; `isGone` tells when waiting has become useless. */
  readonly untilReady: (isGone: () => boolean) => Promise<void>;
};

/** What the supervisor tells its owner. */
export type SupervisorEvents = {
  readonly say: (line: string) => void;
  /** The children changed; called after every start and end. */
  readonly changed: (children: readonly { name: string; pid: number; stopSignal: 'SIGINT' | 'SIGTERM' }[]) => Promise<void>;
  /** A service could not be kept running: the stack has to stop. */
  readonly lost: (error: Error) => void;
};

type Child = { readonly service: Service; process: ChildProcess; startedAt: number; quickEnds: number };

const STOP_WITHIN_MS = 20_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;
/** A service that ends sooner after its start did not really run. */
const STEADY_AFTER_MS = 10_000;
const QUICK_ENDS_ALLOWED = 6;

/**
 * Starts services, and starts them again when they end unasked (somebody's kill, a crash). A service that ends before it
 * was ever ready, or again and again, is given up as lost.
 */
export class Supervisor {
  readonly #children: Child[] = [];
  #isStopping = false;
  #telling: Promise<void> = Promise.resolve();

  constructor(
    private readonly events: SupervisorEvents,
    private readonly wait: (ms: number) => Promise<unknown> = delay,
  ) {}

  /**
   * Starts a service and resolves when it is ready.
   * @throws when it ends before that, with where its log is
   */
  async start(service: Service): Promise<void> {
    if (this.#isStopping) throw new Error(`${service.name} was not started: the stack is stopping`);
    const child: Child = { service, process: launch(service), startedAt: performance.now(), quickEnds: 0 };
    this.#children.push(child);
    const isGone = (): boolean => hasEnded(child.process) || this.#isStopping;
    await this.#tellChanged();
    try {
      await service.untilReady(isGone);
    } catch (error) {
      throw new Error(`${service.name} did not start (${howItEnded(child.process)}); its log is ${service.logFile}`, { cause: error });
    }
    this.#watch(child);
  }

  /**
   * Runs a program to its end.
   * @throws when it ends otherwise than by code 0, with where its log is
   */
  async run(program: Omit<Service, 'untilReady'>): Promise<void> {
    if (this.#isStopping) throw new Error(`${program.name} was not run: the stack is stopping`);
    const child: Child = { service: { ...program, untilReady: () => Promise.resolve() }, process: launch(program), startedAt: performance.now(), quickEnds: 0 };
    const ended = new Promise<void>((resolve) => child.process.once('exit', () => { resolve(); }).once('error', () => { resolve(); }));
    this.#children.push(child);
    await this.#tellChanged();
    await ended;
    await this.#tellChanged();
    if (child.process.exitCode !== 0) throw new Error(`${program.name} did not do its work (${howItEnded(child.process)}); its log is ${program.logFile}`);
  }

  /**
   * Stops the named services in that order, by SIGKILL where one does not follow its signal in time. From then on
   * nothing is started any more, whatever ends.
   * @throws what could not be done, after all of them were stopped that could be
   */
  async stop(names: readonly string[]): Promise<void> {
    this.#isStopping = true;
    const ending = names.map((name) => async () => {
      const child = this.#children.find(({ service }) => service.name === name);
      if (child !== undefined && !hasEnded(child.process)) await this.#end(child.process, child.service);
    });
    await everyStep([...ending, () => this.#tellChanged()]);
  }

  /** Whether services are being stopped, for good. */
  get isStopping(): boolean {
    return this.#isStopping;
  }

  /** Process numbers of the running children by service name. */
  pids(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#running().map(({ name, pid }) => [name, pid]));
  }

  async #end(process: ChildProcess, service: Service): Promise<void> {
    const ended = new Promise<void>((resolve) => process.once('exit', () => { resolve(); }));
    process.kill(service.stopSignal);
    const force = setTimeout(() => {
      this.events.say(`${service.name} did not stop within ${String(STOP_WITHIN_MS / 1000)} s and is killed`);
      process.kill('SIGKILL');
    }, STOP_WITHIN_MS);
    await ended;
    clearTimeout(force);
  }

  #watch(child: Child): void {
    const onEnd = (): void => {
      if (!this.#isStopping) void this.#restart(child).catch((error: unknown) => { this.events.lost(asError(error)); });
    };
    if (hasEnded(child.process)) onEnd();
    else child.process.once('exit', onEnd);
  }

  async #restart(child: Child): Promise<void> {
    const { service } = child;
    const wasSteady = performance.now() - child.startedAt > STEADY_AFTER_MS;
    child.quickEnds = wasSteady ? 0 : child.quickEnds + 1;
    if (child.quickEnds > QUICK_ENDS_ALLOWED) {
      throw new Error(`${service.name} keeps ending (last: ${howItEnded(child.process)}); its log is ${service.logFile}`);
    }
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** child.quickEnds, LONGEST_PAUSE_MS);
    this.events.say(`${service.name} ended unasked (${howItEnded(child.process)}); started again in ${String(pause / 1000)} s`);
    await this.wait(pause);
    if (this.#isStopping) return;
    child.process = launch(service);
    child.startedAt = performance.now();
    this.#watch(child);
    await this.#tellChanged();
    await service.untilReady(() => hasEnded(child.process) || this.#isStopping).then(
      () => { this.events.say(`${service.name} is back (process ${String(child.process.pid)})`); },
      () => undefined,
    );
  }

  #running(): { name: string; pid: number; stopSignal: 'SIGINT' | 'SIGTERM' }[] {
    return this.#children.flatMap(({ service, process }) =>
      process.pid === undefined || hasEnded(process) ? [] : [{ name: service.name, pid: process.pid, stopSignal: service.stopSignal }],
    );
  }

  /** One telling at a time, so that the last one told is the last one written. */
  #tellChanged(): Promise<void> {
    const telling = this.#telling.then(() => this.events.changed(this.#running()));
    this.#telling = telling.catch(() => undefined);
    return telling;
  }
}

function launch(service: Omit<Service, 'untilReady'>): ChildProcess {
  const log = openSync(service.logFile, 'a');
  try {
    const child = spawn(service.command, [...service.args], {
      ...(service.uid === undefined ? {} : { uid: service.uid }),
      ...(service.gid === undefined ? {} : { gid: service.gid }),
      env: { ...service.environment },
      stdio: ['ignore', log, log],
      // Their own process group: a Ctrl-C in the terminal reaches the stack alone, which stops them in order.
      detached: true,
    });
    child.once('error', () => undefined);
    return child;
  } finally {
    closeSync(log);
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}

function howItEnded(child: ChildProcess): string {
  if (child.pid === undefined) return `${child.spawnfile} could not be run`;
  if (child.signalCode !== null) return `by ${child.signalCode}`;
  return child.exitCode === null ? 'it still runs but does not answer' : `with code ${String(child.exitCode)}`;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
