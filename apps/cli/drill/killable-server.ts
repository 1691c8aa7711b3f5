import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const READY_WITHIN_MS = 60_000;
const REST_MS = 200;

/** How a server is started, and how one knows that it serves. */
export interface ServerPlan {
  readonly name: string;
  /** Where its log lies. */
  readonly folder: string;
  readonly launch: () => { readonly command: string; readonly args: readonly string[]; readonly uid?: number; readonly gid?: number; readonly env?: Readonly<Record<string, string>> };
  readonly untilReady: (gaveUp: () => boolean) => Promise<void>;
  /** It is started again when it ends unasked, as an installation does. */
  readonly isKept?: boolean;
}

/** A server that can be killed, stopped for a while and started again on the same data and address. */
export class KillableServer {
  #child: ChildProcess | undefined;
  #endedUnasked = 0;

  constructor(private readonly plan: ServerPlan) {}

  /** How often it ended though nobody killed it. */
  get endedUnasked(): number {
    return this.#endedUnasked;
  }

  /** Starts it and waits until it serves; throws with the end of its log when it does not. */
  async start(): Promise<void> {
    const deadline = performance.now() + READY_WITHIN_MS;
    for (;;) {
      const child = this.#launch();
      const hasEnded = (): boolean => !isAlive(child);
      try {
        await this.plan.untilReady(() => hasEnded() || performance.now() > deadline);
        this.#keep(child);
        return;
      } catch (error) {
        // What a killed server left running may hold its memory for a moment: PostgreSQL then refuses to start beside it.
        if (!hasEnded() || performance.now() > deadline) {
          throw new Error(`${this.plan.name} did not come up:\n${readFileSync(this.#logFile, 'utf8').slice(-2_000)}`, { cause: error });
        }
        await delay(REST_MS);
      }
    }
  }

  /** Ends it at once, as a power cut would; nothing when it does not run. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Ends it by a signal, and waits until it has gone; nothing when it does not run. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || !isAlive(child)) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** Stops it and everything it started where they stand, as a machine does that hangs. */
  pause(): void {
    this.#signal('SIGSTOP');
  }

  /** Lets what was stopped go on. */
  resume(): void {
    this.#signal('SIGCONT');
  }

  /** It and everything it has started, by their ids; none when it does not run. */
  processes(): readonly number[] {
    const child = this.#child;
    return child?.pid === undefined || !isAlive(child) ? [] : [child.pid, ...descendantsOf(child.pid)];
  }

  get #logFile(): string {
    return join(this.plan.folder, `${this.plan.name}.log`);
  }

  #launch(): ChildProcess {
    const log = openSync(this.#logFile, 'a');
    const { command, args, ...identity } = this.plan.launch();
    const child = spawn(command, [...args], { ...identity, cwd: '/', stdio: ['ignore', log, log] });
    this.#child = child;
    closeSync(log);
    return child;
  }

  #keep(child: ChildProcess): void {
    if (this.plan.isKept !== true) return;
    const revive = (): void => {
      if (this.#child !== child) return;
      this.#endedUnasked += 1;
      void this.#revive(child);
    };
    if (isAlive(child)) child.once('exit', revive);
    else revive();
  }

  /** However often it takes: a disk may be full for minutes. Somebody who kills or starts it meanwhile takes over. */
  async #revive(ended: ChildProcess): Promise<void> {
    let last = ended;
    while (this.#child === last) {
      await delay(REST_MS);
      if (this.#child !== last) return;
      const child = this.#launch();
      last = child;
      const isUp = await this.plan.untilReady(() => !isAlive(child)).then(() => true, () => false);
      if (isUp && this.#child === child) {
        this.#keep(child);
        return;
      }
    }
  }

  #signal(signal: NodeJS.Signals): void {
    for (const pid of this.processes()) {
      try {
        process.kill(pid, signal);
      } catch (error) {
        // A process that ended meanwhile needs no signal.
        if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
      }
    }
  }
}

function isAlive(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

/** Everything a process has started and what that has started, by the system's own table of processes, which is read once. */
function descendantsOf(pid: number): readonly number[] {
  const children = Map.groupBy(readdirSync('/proc').filter((name) => /^\d+$/u.test(name)).map(Number), parentOf);
  const below = (parent: number): readonly number[] => (children.get(parent) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(pid);
}

function parentOf(pid: number): number | undefined {
  try {
    const line = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    return Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}
