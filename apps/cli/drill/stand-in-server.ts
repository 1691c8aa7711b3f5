import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Told } from '../../stand-in/behaviour.js';
import type { JournalEntry } from '../../stand-in/journal.js';
import { findFreePort } from '../../local/ports.js';
import { KillableServer } from './killable-server.js';
import { until } from './until.js';

/** The two ways out of the house a stand-in stands for: letters by mail server and gateway, and the national portal. */
export type WayOut = 'letters' | 'portal';

/** What a stand-in server is started with. */
export interface StandInServerOptions {
  readonly folder: string;
  /** How Node runs its compiled main file. */
  readonly args: readonly string[];
  readonly token: string;
  /** Variables beside the usual ones. */
  readonly variables: Readonly<Record<string, string>>;
  readonly isKept?: boolean;
  /** Told of the server before it is started, so that it is ended whatever comes. */
  readonly begun: (server: KillableServer) => KillableServer;
}

/** Mail server, message gateway and national portal as a process that can be killed and started again on the same journal and addresses. */
export class StandInServer {
  private constructor(
    readonly server: KillableServer,
    readonly url: string,
    readonly smtpUrl: string,
    private readonly home: string,
  ) {}

  static async start({ folder, args, token, variables, isKept = false, begun }: StandInServerOptions): Promise<StandInServer> {
    const home = join(folder, 'stand-in');
    mkdirSync(home);
    const [port, smtpPort] = [await findFreePort(), await findFreePort()];
    const url = `http://127.0.0.1:${String(port)}`;
    const env = { STAND_IN_PORT: String(port), STAND_IN_SMTP_PORT: String(smtpPort), DATA_DIR: home, MESSAGE_GATEWAY_TOKEN: token, ...variables };
    const server = new KillableServer({
      name: 'stand-in',
      folder,
      isKept,
      launch: () => ({ command: process.execPath, args, env }),
      untilReady: async (gaveUp) => {
        await until('the stand-in answers', async () => gaveUp() || (await fetch(`${url}/behaviour`).then(({ ok }) => ok, () => false)));
        if (gaveUp()) throw new Error('it ended');
      },
    });
    await begun(server).start();
    return new StandInServer(server, url, `smtp://127.0.0.1:${String(smtpPort)}`, home);
  }

  /** Gives an order; false when it does not answer. */
  async tell(told: Partial<Told>, way: WayOut = 'letters'): Promise<boolean> {
    return fetch(this.#behaviourOf(way), { method: 'POST', body: JSON.stringify(told) }).then(({ ok }) => ok, () => false);
  }

  /** Things it holds, by name; undefined when it does not answer. */
  async held(way: WayOut = 'letters'): Promise<readonly string[] | undefined> {
    const answer = await fetch(this.#behaviourOf(way)).then((response) => response.json() as Promise<{ readonly held: readonly string[] }>, () => undefined);
    return answer?.held;
  }

  /** Everything it ever took, as its journal has it on disk. */
  kept(): readonly JournalEntry[] {
    return readFileSync(join(this.home, 'stand-in.jsonl'), 'utf8').split('\n').filter((line) => line.endsWith('}')).map((line) => JSON.parse(line) as JournalEntry);
  }

  #behaviourOf(way: WayOut): string {
    return way === 'letters' ? `${this.url}/behaviour` : `${this.url}/portal/behaviour`;
  }
}
