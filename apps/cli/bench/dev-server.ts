import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../local/ports.js';
import { Supervisor } from '../../local/supervisor.js';
import { temporalService } from '../../local/temporal.js';

/** A Temporal dev server of the bench's own. */
export interface DevServer {
  readonly address: string;
  readonly namespace: string;
  /** Stops it and throws its data away; stopping twice is stopping once. */
  stop(): Promise<void>;
}

const NAMESPACE = 'dunghan';

/** Starts the dev server on a file, as the one-command stack does; what it prints goes into a file of its own. */
export async function startDevServer(binary: string): Promise<DevServer> {
  const folder = await mkdtemp(join(tmpdir(), 'dunghan-bench-'));
  const port = await findFreePort();
  const settings = { binary, port, uiPort: await findFreePort(), file: join(folder, 'temporal.db'), namespace: NAMESPACE };
  const supervisor = new Supervisor({ say: () => undefined, changed: () => Promise.resolve(), lost: () => undefined });
  const stop = async (): Promise<void> => {
    await supervisor.stop(['temporal']);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await supervisor.start(temporalService(settings, { HOME: folder }, join(folder, 'temporal.log')));
  } catch (error) {
    await stop();
    throw error;
  }
  return { address: `127.0.0.1:${String(port)}`, namespace: NAMESPACE, stop };
}
