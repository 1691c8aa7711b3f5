import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import type { LedgerFault } from './fault.js';
import { readDossiers } from './read-dossiers.js';
import { findDossierFault } from './verify-dossier.js';
import { verifySeals } from './verify-seals.js';

/** How far a verification is. */
export interface VerifyProgress {
  readonly dossiers: number;
  readonly ofDossiers: number;
  readonly events: number;
  readonly seals: number;
}

/** How a verification is done. */
export interface VerifyOptions {
  readonly onProgress?: (progress: VerifyProgress) => void;
  /** Public keys, raw in base64, that may sign; when given, the last seal of each day that is over must bear a signature. */
  readonly trustedKeys?: readonly string[];
}

/** What a verification came to: the counts of a whole ledger (`unsealed`: events no seal covers yet), or its first fault. */
export type Verification =
  | { readonly ok: true; readonly dossiers: number; readonly events: number; readonly seals: number; readonly unsealed: number }
  | { readonly ok: false; readonly fault: LedgerFault };

/**
 * Checks the whole ledger against itself, as of one moment: every dossier in order of its id (chain, head, row against
 * events, dates against rules and calendars when the rules are at hand, personal records against commitments), then events without a dossier, then the seals. Reads only, streams, and
 * may run beside the writers.
 * @throws DataKeyError when personal records cannot be opened with this master key
 */
export async function verifyLedger(engine: Pick<Engine, 'database' | 'vault' | 'sha256'> & Partial<Pick<Engine, 'rules'>>, options: VerifyOptions = {}): Promise<Verification> {
  return engine.database.transaction(async (tx): Promise<Verification> => {
    await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const all = await tx.first<{ n: number }>('SELECT count(*) AS n FROM dossier');
    let progress: VerifyProgress = { dossiers: 0, ofDossiers: all?.n ?? 0, events: 0, seals: 0 };
    const advance = (step: Partial<VerifyProgress>): void => {
      progress = { ...progress, ...step };
      options.onProgress?.(progress);
    };
    for await (const dossier of readDossiers(tx)) {
      const fault = await findDossierFault(engine, tx, dossier);
      if (fault !== undefined) {
        return { ok: false, fault };
      }
      advance({ dossiers: progress.dossiers + 1, events: progress.events + dossier.events.length });
    }
    const orphan = await findOrphan(tx);
    if (orphan !== undefined) {
      return { ok: false, fault: orphan };
    }
    const verdict = await verifySeals(engine, tx, options.trustedKeys, (seals) => {
      advance({ seals });
    });
    if (verdict.kind === 'broken') {
      return { ok: false, fault: verdict.fault };
    }
    return { ok: true, dossiers: progress.dossiers, events: progress.events, seals: verdict.seals, unsealed: verdict.unsealed };
  });
}

async function findOrphan(tx: Pick<Transaction, 'first'>): Promise<LedgerFault | undefined> {
  const row = await tx.first<{ dossier_id: string; seq: number }>(
    `SELECT e.dossier_id, e.seq FROM dossier_event e WHERE NOT EXISTS (SELECT 1 FROM dossier d WHERE d.id = e.dossier_id) ORDER BY e.dossier_id, e.seq LIMIT 1`,
  );
  return row === undefined ? undefined : { kind: 'no-dossier', dossierId: row.dossier_id, seq: row.seq, detail: `event ${String(row.seq)} belongs to a dossier that has no row` };
}
