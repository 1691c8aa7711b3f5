import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '../../apps/local/ports.js';
import { until } from './e2e-facts.js';

const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));
const READY_WITHIN_MS = 400_000;
const STOPPED_WITHIN_MS = 60_000;

/** Where a stack to practise on answers. */
export interface PracticeAddresses {
  readonly apiUrl: string;
  readonly identityUrl: string;
}

/** What `npm start` starts, with arguments of its own. */
export class StartedForPractice {
  #printed = '';
  readonly #child: ChildProcess;
  readonly ended: Promise<unknown>;

  /** @param dataDir as `DATA_DIR` names it: the usual folder, beside which that of practice lies */
  constructor(
    private readonly dataDir: string,
    args: readonly string[],
    port: number,
    size: number,
  ) {
    // `env` becomes the program it starts: signals reach it.
    this.#child = spawn('env', ['-u', 'TEMPORAL_ADDRESS', `DATA_DIR=${dataDir}`, `PORT=${String(port)}`, `PRACTICE_SIZE=${String(size)}`, process.execPath, START, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream?.on('data', (chunk: Buffer) => (this.#printed += chunk.toString()));
    this.ended = once(this.#child, 'close');
  }

  /** Starts it on a port that no client is given in the minute before it is listened on. */
  static async on(dataDir: string, args: readonly string[], size: number): Promise<StartedForPractice> {
    return new StartedForPractice(dataDir, args, await findFreePort(), size);
  }

  get printed(): string {
    return this.#printed;
  }

  /** Waits until it is ready. Throws when it ends before, with what it printed. */
  async untilReady(): Promise<PracticeAddresses> {
    const file = join(`${this.dataDir}-demo`, 'stack.json');
    await until(
      'the practice stack is ready',
      async () => {
        if (this.#child.exitCode !== null) throw new Error(`The practice stack ended:\n${this.#printed}`);
        return this.#printed.includes('Đúng Hạn is ready') && existsSync(file);
      },
      READY_WITHIN_MS,
    );
    return JSON.parse(readFileSync(file, 'utf8')) as PracticeAddresses;
  }

  /** Stops it and waits for the end. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGTERM');
    const impatience = setTimeout(() => this.#child.kill('SIGKILL'), STOPPED_WITHIN_MS);
    await this.ended;
    clearTimeout(impatience);
  }
}
