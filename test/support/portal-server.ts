import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { systemClock } from '#service';
import { startStandIn } from '../../apps/stand-in/start.js';
import { readProcedures } from '../../apps/stand-in/portal/surroundings.js';
import type { Told } from '../../apps/stand-in/behaviour.js';
import type { JournalEntry } from '../../apps/stand-in/journal.js';

/** The stand-in portal with the procedures of the catalogue. */
export interface PortalServer {
  readonly url: string;
  readonly token: string;
  tell(told: Partial<Told>): Promise<void>;
  /** Keys of messages it holds right now. */
  held(): Promise<readonly string[]>;
  /** Somebody files a dossier on it. */
  file(code: string): Promise<void>;
  /** Why messages were turned away, but for those it was told to turn away. */
  turnedAway(): Promise<readonly string[]>;
}

/** Starts a portal for the calling test file (call it at top level); it ends after the file's last test. */
export async function startPortal(): Promise<PortalServer> {
  const folder = await mkdtemp(join(tmpdir(), 'dunghan-portal-'));
  const token = 'a token of the portal of tests';
  const procedures = await readProcedures(new URL('../../data/catalogue/procedures/', import.meta.url).pathname);
  // Nothing lies behind it: only that it knows the filing matters.
  const inward = { apiUrl: 'http://127.0.0.1:1', token: () => Promise.reject(new Error('nobody is handed anything')) };
  const standIn = await startStandIn({ host: '127.0.0.1', port: 0, smtpPort: 0, token, folder, now: () => systemClock.now(), portal: { token, procedures, inward } });
  afterAll(async () => {
    await standIn.close();
    await rm(folder, { recursive: true });
  });
  const url = `${standIn.url}/portal`;
  const post = (path: string, body: object): Promise<Response | undefined> => fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(body) }).catch(() => undefined);
  return {
    url,
    token,
    tell: async (told) => {
      await post('/behaviour', told);
    },
    held: async () => ((await (await fetch(`${url}/behaviour`)).json()) as { readonly held: readonly string[] }).held,
    file: async (code) => {
      await post('/push', { code });
    },
    turnedAway: async () => {
      const kept = (await (await fetch(`${url}/kept`)).json()) as readonly JournalEntry[];
      return kept.flatMap((entry) => (entry.kind === 'turned-away' && !entry.why.includes('as it was told to') ? [entry.why] : []));
    },
  };
}
