import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JournalEntry } from '../../apps/stand-in/journal.js';
import type { Told } from '../../apps/stand-in/behaviour.js';
import { until } from './e2e-facts.js';
import { findRestartPort, KillableServer } from './e2e-servers.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
export const GATEWAY_TOKEN = 'token of the gateway of the tests';

/** A folder where processes that are started over and over leave what was compiled. */
function compileCache(folder: string): Readonly<Record<string, string>> {
  return { NODE_COMPILE_CACHE: join(folder, 'compiled') };
}

function compiled(name: string): readonly string[] {
  return ['--enable-source-maps', join(PROJECT, 'dist', 'apps', name, 'main.js')];
}

/** Mail server and message gateway as a process that can be killed and started again on the same journal and addresses. */
export class KillableStandIn {
  private constructor(
    readonly server: KillableServer,
    readonly url: string,
    readonly smtpUrl: string,
    private readonly folder: string,
  ) {}

  static async start(folder: string): Promise<KillableStandIn> {
    const home = join(folder, 'stand-in');
    mkdirSync(home);
    const [port, smtpPort] = [await findRestartPort(), await findRestartPort()];
    const url = `http://127.0.0.1:${String(port)}`;
    const settings = { STAND_IN_PORT: String(port), STAND_IN_SMTP_PORT: String(smtpPort), DATA_DIR: home, MESSAGE_GATEWAY_TOKEN: GATEWAY_TOKEN, ...compileCache(folder) };
    const server = new KillableServer({
      name: 'stand-in',
      folder,
      launch: () => ({ command: process.execPath, args: compiled('stand-in'), env: settings }),
      untilReady: (gaveUp) => until('the stand-in answers', async () => gaveUp() || (await fetch(`${url}/behaviour`).then(({ ok }) => ok, () => false))).then(() => { if (gaveUp()) throw new Error('it ended'); }),
    });
    await server.start();
    return new KillableStandIn(server, url, `smtp://127.0.0.1:${String(smtpPort)}`, home);
  }

  /** Gives an order; false when it does not answer. */
  async tell(told: Partial<Told>): Promise<boolean> {
    return fetch(`${this.url}/behaviour`, { method: 'POST', body: JSON.stringify(told) }).then(({ ok }) => ok, () => false);
  }

  /** Things it holds, by name; undefined when it does not answer. */
  async held(): Promise<readonly string[] | undefined> {
    const answer = await fetch(`${this.url}/behaviour`).then((response) => response.json() as Promise<{ readonly held: readonly string[] }>, () => undefined);
    return answer?.held;
  }

  /** Everything it ever took, as its journal has it on disk. */
  kept(): readonly JournalEntry[] {
    return readFileSync(join(this.folder, 'stand-in.jsonl'), 'utf8').split('\n').filter((line) => line.endsWith('}')).map((line) => JSON.parse(line) as JournalEntry);
  }
}

/** A worker as a process that can be killed and started again; several may run beside each other. */
export class KillableWorker {
  readonly #log: string;
  readonly server: KillableServer;

  constructor(folder: string, name: string, environment: Readonly<Record<string, string>>) {
    this.#log = join(folder, `${name}.log`);
    this.server = new KillableServer({
      name,
      folder,
      launch: () => ({ command: process.execPath, args: compiled('worker'), env: { ...environment, ...compileCache(folder) } }),
      untilReady: async (gaveUp) => {
        const before = this.#size();
        await until(`${name} waits for work`, async () => gaveUp() || this.#since(before).includes('waits for work'));
        if (gaveUp()) throw new Error('it ended');
      },
    });
  }

  #size(): number {
    return existsSync(this.#log) ? statSync(this.#log).size : 0;
  }

  #since(offset: number): string {
    return existsSync(this.#log) ? readFileSync(this.#log).subarray(offset).toString('utf8') : '';
  }
}
