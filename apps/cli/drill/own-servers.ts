import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { NODE_FLAGS } from '../../local/node-flags.js';
import { untilHealthy } from '../../local/services.js';
import { type Build, mainFile, thisBuild } from './builds.js';
import { type ClockJump, wrongClockModule } from './clock-offset.js';
import { KillableServer } from './killable-server.js';
import { until } from './until.js';

/** API, worker and relay as killable processes: each starts by the build and clock that hold when it starts. */
export class OwnServers {
  readonly #jumps = new Map<string, ClockJump>();
  readonly api: KillableServer;
  readonly worker: KillableServer;
  readonly relay: KillableServer;
  build: Build = thisBuild;

  constructor(
    private readonly folder: string,
    private readonly settings: Readonly<Record<string, string>>,
    apiUrl: string,
  ) {
    this.api = this.#server('api', untilHealthy(`${apiUrl}/health/ready`));
    this.worker = this.#server('worker', this.#untilSaid('worker', 'waits for work'));
    this.relay = this.#server('relay', () => Promise.resolve());
  }

  setClock(name: 'worker' | 'relay', jump: ClockJump | undefined): void {
    if (jump === undefined) this.#jumps.delete(name);
    else this.#jumps.set(name, jump);
  }

  /** Arguments of Node for one of our compiled processes. */
  argumentsOf(name: string): readonly string[] {
    const jump = this.#jumps.get(name);
    return [...NODE_FLAGS, ...(jump === undefined ? [] : ['--import', wrongClockModule(jump)]), mainFile(name === 'worker' ? this.build : thisBuild, name)];
  }

  #server(name: string, untilReady: (gaveUp: () => boolean) => Promise<void>): KillableServer {
    return new KillableServer({ name, folder: this.folder, isKept: true, launch: () => ({ command: process.execPath, args: this.argumentsOf(name), env: this.settings }), untilReady });
  }

  /** A process that says when it is ready: waits for the words in what it has written since its start. */
  #untilSaid(name: string, words: string): (gaveUp: () => boolean) => Promise<void> {
    const log = join(this.folder, `${name}.log`);
    return async (gaveUp) => {
      const before = existsSync(log) ? statSync(log).size : 0;
      await until(`${name} says "${words}"`, () => Promise.resolve(gaveUp() || readFileSync(log).subarray(before).includes(words)));
      if (gaveUp()) throw new Error('it ended');
    };
  }
}
