import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Clock, type Engine, type NationalPortal, syncPortal } from '#service';
import { openNationalPortal } from '../../dispatch/http-national-portal.js';
import { dataFolder } from '../../local/reference-folder.js';
import type { JournalEntry } from '../../stand-in/journal.js';
import { readProcedures } from '../../stand-in/portal/surroundings.js';
import { type StandIn, startStandIn } from '../../stand-in/start.js';

/** No chance: rests are exactly as the settings have them. */
const EVEN = 0.5;

/** What the portal was told in a month, and what speaks against it. */
export interface PortalFacts {
  readonly taken: number;
  readonly faults: readonly string[];
}

/** The stand-in for the national portal, told of the month's dossiers over HTTP by the service that tells the real one. */
export class ToldPortal {
  private constructor(
    private readonly standIn: StandIn,
    private readonly portal: NationalPortal,
    private readonly folder: string,
  ) {}

  static async open(clock: Clock): Promise<ToldPortal> {
    const folder = await mkdtemp(join(tmpdir(), 'dunghan-portal-'));
    const token = randomBytes(16).toString('hex');
    const procedures = await readProcedures(fileURLToPath(new URL('catalogue/procedures/', dataFolder())));
    const standIn = await startStandIn({ host: '127.0.0.1', port: 0, smtpPort: 0, token, folder, now: () => clock.now(), portal: { token, procedures } });
    return new ToldPortal(standIn, openNationalPortal({ portalUrl: `${standIn.url}/portal`, portalToken: token }), folder);
  }

  /** Tells it everything owed until now. */
  async tell(engine: Engine, clock: Clock): Promise<void> {
    while (Object.keys(await syncPortal(engine, this.portal, clock, () => EVEN)).length > 0);
  }

  /** Everything owed was taken or is asked about, each message once and those of a dossier in the order of its ledger. */
  async facts({ database: { read } }: Engine): Promise<PortalFacts> {
    const kept = (await (await fetch(`${this.standIn.url}/portal/kept`)).json()) as readonly JournalEntry[];
    const taken = kept.filter((entry) => entry.kind === 'portal-taken');
    const [keys, last] = [new Set<string>(), new Map<string, number>()];
    const faults = kept.flatMap((entry) => (entry.kind === 'turned-away' ? [`the portal turned something away: ${entry.why}`] : []));
    for (const { key, code, sequence } of taken) {
      if (keys.has(key)) faults.push(`${key} was taken twice`);
      if (sequence <= (last.get(code) ?? 0)) faults.push(`${code}: message ${String(sequence)} was taken after ${String(last.get(code))}`);
      keys.add(key);
      last.set(code, sequence);
    }
    // A dossier entered by mistake has no word at the portal: its message is withheld, and a person is asked what to tell.
    const owed = await read.rows<{ code: string; seq: number; reason: string | null }>(
      `SELECT d.code, o.to_seq AS seq, m.reason FROM sync_outbox o JOIN dossier d ON d.id = o.dossier_id
       LEFT JOIN sync_message m ON m.dossier_id = d.id AND m.status = 'withheld'
       WHERE o.settled_at IS NULL AND m.reason IS DISTINCT FROM 'cancelled-after-report' ORDER BY d.code, o.to_seq`,
    );
    return { taken: taken.length, faults: [...faults, ...owed.map(({ code, seq, reason }) => `${code}: event ${String(seq)} is still owed to the portal${reason === null ? '' : ` (withheld: ${reason})`}`)] };
  }

  async close(): Promise<void> {
    await this.standIn.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
