import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { describeDifference, FigureRecount } from '../figures/figure-recount.js';
import { demandedSince } from './demanded-statements.js';
import type { LedgerFault } from './fault.js';
import { readDossiers } from './read-dossiers.js';
import type { SealRow } from './seal.js';
import { findLostEvent } from './verify-commands.js';
import { findFilingFault } from './verify-filings.js';
import { verifyCases } from './verify-cases.js';
import { verifyDocuments } from './verify-documents.js';
import { verifyDossier } from './verify-dossier.js';
import { findParSheetFault } from './verify-par-sheets.js';
import { verifyPublished } from './verify-published.js';
import { verifyRegisters } from './verify-registers.js';
import { type SoundRules, verifyRules } from './verify-rules.js';
import { type SealExpectations, verifySeals } from './verify-seals.js';

/** How far a verification is. */
export interface VerifyProgress {
  readonly dossiers: number;
  readonly ofDossiers: number;
  readonly events: number;
  readonly seals: number;
}

/** How a verification is done. */
export interface VerifyOptions extends SealExpectations {
  readonly onProgress?: (progress: VerifyProgress) => void;
}

/**
 * What a verification came to: the counts of a whole ledger, or its first fault. `unsealed`: events no seal covers yet, the
 * oldest of them recorded at `unsealedSince`.
 */
export type Verification =
  | {
      readonly ok: true;
      readonly dossiers: number;
      /** Publications, feedback and tasks. */
      readonly cases: number;
      /** Of dossiers and cases. */
      readonly events: number;
      /** Closed ones. */
      readonly registers: number;
      /** Publications of figures. */
      readonly published: number;
      /** Lists of mornings and reports made by schedule. */
      readonly documents: number;
      readonly seals: number;
      readonly lastSeal?: SealRow;
      readonly unsealed: number;
      readonly unsealedSince?: number;
    }
  | { readonly ok: false; readonly fault: LedgerFault };

type Verifying = Pick<Engine, 'database' | 'vault' | 'sha256'> & Partial<Pick<Engine, 'rules'>>;
type Whole = Extract<Verification, { readonly ok: true }>;
type Report = (step: Partial<VerifyProgress>) => void;

/** Beyond this many differing cells their number is not told. */
const CELLS_COUNTED = 1_000;

/**
 * Checks the whole ledger, as of one moment: the published rules against their hashes; every dossier in order of its id
 * (chain, head, row against events, events against commands, dates and ends against rules and calendars when the rule book is
 * at hand, personal records against commitments); every case likewise; events without a dossier; commands without their event; groups and filings; the figures
 * against a recount; the published figures against their hashes, their seals and the events under them; the lists and reports given out against the hashes sealed for them; the closed registers against their hashes; the score sheets against theirs; the seals. Streams in bounded memory, changes nothing, and may run beside the writers.
 * @throws DataKeyError when personal records cannot be opened with this master key
 */
export async function verifyLedger(engine: Verifying, options: VerifyOptions = {}): Promise<Verification> {
  return engine.database.transaction(async (tx): Promise<Verification> => {
    // It counts in a table of its own, also in a database that was just restored and takes no writes yet.
    await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ WRITE');
    const report = await reporter(tx, options.onProgress);
    const recount = new FigureRecount(tx);
    const told = await verifyDossiers(engine, tx, recount, report);
    if ('fault' in told) {
      return { ok: false, fault: told.fault };
    }
    const fault = (await findOrphan(tx)) ?? (await findLostEvent(tx)) ?? (await findFilingFault(tx, engine.sha256)) ?? (await findFigureFault(recount));
    if (fault !== undefined) {
      return { ok: false, fault };
    }
    const published = await verifyPublished(tx, recount, engine.sha256);
    if ('fault' in published) {
      return { ok: false, fault: published.fault };
    }
    const given = await verifyDocuments(tx, engine.sha256);
    if ('fault' in given) {
      return { ok: false, fault: given.fault };
    }
    const cases = await verifyCases(engine, tx, told.snapshots);
    if ('fault' in cases) {
      return { ok: false, fault: cases.fault };
    }
    const closed = await verifyRegisters(tx, told.signatories);
    if ('fault' in closed) {
      return { ok: false, fault: closed.fault };
    }
    const scored = await findParSheetFault(engine, tx);
    if (scored !== undefined) {
      return { ok: false, fault: scored };
    }
    const verdict = await verifySeals(engine, tx, options, (seals) => {
      report({ seals });
    });
    if (verdict.kind === 'broken') {
      return { ok: false, fault: verdict.fault };
    }
    const { kind: _, ...seals } = verdict;
    const { dossiers, events } = told;
    return { ok: true, dossiers, cases: cases.cases, events: events + cases.events, ...closed, ...published, ...given, ...seals };
  });
}

async function reporter(tx: Pick<Transaction, 'first'>, onProgress: VerifyOptions['onProgress']): Promise<Report> {
  const all = await tx.first<{ n: number }>('SELECT count(*) AS n FROM dossier');
  let progress: VerifyProgress = { dossiers: 0, ofDossiers: all?.n ?? 0, events: 0, seals: 0 };
  return (step) => {
    progress = { ...progress, ...step };
    onProgress?.(progress);
  };
}

async function verifyDossiers(engine: Verifying, tx: Transaction, recount: FigureRecount, report: Report): Promise<(Pick<Whole, 'dossiers' | 'events'> & Pick<SoundRules, 'signatories' | 'snapshots'>) | { readonly fault: LedgerFault }> {
  const rules = await verifyRules(tx, engine.sha256);
  if ('fault' in rules) {
    return rules;
  }
  const since = await demandedSince(tx);
  let [dossiers, events] = [0, 0];
  for await (const dossier of readDossiers(tx)) {
    const verdict = await verifyDossier(engine, tx, dossier, rules, since);
    if ('fault' in verdict) {
      return verdict;
    }
    await recount.add(verdict.deltas, verdict.dwells);
    [dossiers, events] = [dossiers + 1, events + dossier.events.length];
    report({ dossiers, events });
  }
  return { dossiers, events, signatories: rules.signatories, snapshots: rules.snapshots };
}

async function findOrphan(tx: Pick<Transaction, 'first'>): Promise<LedgerFault | undefined> {
  const row = await tx.first<{ dossier_id: string; seq: number }>(
    `SELECT e.dossier_id, e.seq FROM dossier_event e WHERE NOT EXISTS (SELECT 1 FROM dossier d WHERE d.id = e.dossier_id) ORDER BY e.dossier_id, e.seq LIMIT 1`,
  );
  return row === undefined ? undefined : { kind: 'no-dossier', dossierId: row.dossier_id, seq: row.seq, detail: `event ${String(row.seq)} belongs to a dossier that has no row` };
}

async function findFigureFault(recount: FigureRecount): Promise<LedgerFault | undefined> {
  const differences = await recount.differences(CELLS_COUNTED);
  const [first] = differences;
  if (first === undefined) {
    return undefined;
  }
  const others = differences.length === 1 ? '' : ` (and ${differences.length === CELLS_COUNTED ? 'at least ' : ''}${String(differences.length - 1)} other cells)`;
  return { kind: 'figure', detail: `${describeDifference(first)}${others}` };
}
