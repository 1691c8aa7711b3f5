import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KillableServer } from '../../apps/cli/drill/killable-server.js';
import { StandInServer } from '../../apps/cli/drill/stand-in-server.js';
import { until } from './e2e-facts.js';
import { endedAfterTests } from './e2e-servers.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
export const GATEWAY_TOKEN = 'token of the gateway of the tests';

/** A folder where processes that are started over and over leave what was compiled. */
function compileCache(folder: string): Readonly<Record<string, string>> {
  return { NODE_COMPILE_CACHE: join(folder, 'compiled') };
}

function compiled(name: string): readonly string[] {
  return ['--enable-source-maps', join(PROJECT, 'dist', 'apps', name, 'main.js')];
}

/** Mail server and message gateway for the calling test file. */
export function startStandInServer(folder: string): Promise<StandInServer> {
  return StandInServer.start({ folder, args: compiled('stand-in'), token: GATEWAY_TOKEN, variables: compileCache(folder), begun: endedAfterTests });
}

/** A worker as a process that can be killed and started again; several may run beside each other. */
export class KillableWorker {
  readonly #log: string;
  readonly server: KillableServer;

  constructor(folder: string, name: string, environment: Readonly<Record<string, string>>) {
    this.#log = join(folder, `${name}.log`);
    this.server = endedAfterTests(new KillableServer({
      name,
      folder,
      launch: () => ({ command: process.execPath, args: compiled('worker'), env: { ...environment, ...compileCache(folder) } }),
      untilReady: async (gaveUp) => {
        const before = this.#size();
        await until(`${name} waits for work`, async () => gaveUp() || this.#since(before).includes('waits for work'));
        if (gaveUp()) throw new Error('it ended');
      },
    }));
  }

  #size(): number {
    return existsSync(this.#log) ? statSync(this.#log).size : 0;
  }

  #since(offset: number): string {
    return existsSync(this.#log) ? readFileSync(this.#log).subarray(offset).toString('utf8') : '';
  }
}
