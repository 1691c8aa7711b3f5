import type { Instant } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { type NewStretch, nextStretch, readCursor } from '../ledger/new-events.js';
import { RECEIVED, RECEIVED_OR_IMPORTED, readWaiting } from './waiting-dossiers.js';
import { writeEntries } from './write-entries.js';

type Entering = Pick<Engine, 'database' | 'rules'>;

/** Dossiers one pass enters; a full pass is followed by the next at once. */
const REGISTER_BATCH = 5_000;

/** The transaction-scoped advisory lock of whoever writes registers. */
const REGISTER_LOCK = `hashtextextended('register', 0)`;

/** The transaction numbers of the database run below those already entered, so nothing new would be seen. */
export class RegisterOrderError extends Error {
  override readonly name = 'RegisterOrderError';
}

/** What a pass came to: lines written, and whether more were waiting than it takes. */
interface Pass {
  readonly entered: number;
  readonly more: boolean;
}

/**
 * Gives the dossiers received since the last pass their lines in the registers of their desks, in order of acceptance, and
 * answers whether the next pass should follow at once. Nothing is done while somebody else writes registers. Numbers are
 * continuous whatever is stopped and when: they are counted and written in one transaction by one writer.
 * @throws RegisterOrderError when the cluster was restored from a logical dump and counts its transactions from below again
 */
export async function enterDossiers(engine: Entering, at: Instant, batch = REGISTER_BATCH): Promise<boolean> {
  const { more } = await engine.database.transaction(async (tx): Promise<Pass> => {
    const lock = await tx.first<{ taken: boolean }>(`SELECT pg_try_advisory_xact_lock(${REGISTER_LOCK}) AS taken`);
    return lock?.taken === true ? enterNext(engine, tx, at, { batch, isAll: false }) : { entered: 0, more: false };
  });
  return more;
}

/**
 * Enters every dossier whose receipt is visible by now, those included that the loop leaves to its next pass: for a receipt or
 * a register about to be printed. Waits for whoever writes registers.
 * @throws RegisterOrderError as `enterDossiers`
 */
export async function enterAllDossiers(engine: Entering, at: Instant, batch = REGISTER_BATCH): Promise<void> {
  for (let more = true; more; ) {
    ({ more } = await engine.database.transaction(async (tx) => {
      await holdRegisters(tx);
      return enterNext(engine, tx, at, { batch, isAll: true });
    }));
  }
}

/** Enters a dossier and those accepted before it, unless it and those filed with it have their lines: their receipt names all. One that was not received, or was imported, gets none. */
export async function enterDossier(engine: Entering, dossierId: string, at: Instant): Promise<void> {
  const waiting = await engine.database.read.first(
    `SELECT FROM (
       SELECT $1::uuid AS id
       UNION SELECT other.dossier_id FROM filing_dossier own JOIN filing_dossier other ON other.filing_id = own.filing_id WHERE own.dossier_id = $1
     ) AS filed WHERE NOT EXISTS (SELECT FROM register_entry r WHERE r.dossier_id = filed.id) LIMIT 1`,
    [dossierId],
  );
  if (waiting !== undefined) {
    await enterAllDossiers(engine, at);
  }
}

/** Takes the lock of the one writer of registers until the transaction ends. */
export async function holdRegisters(tx: Pick<Transaction, 'run'>): Promise<void> {
  await tx.run(`SELECT pg_advisory_xact_lock(${REGISTER_LOCK})`);
}

/**
 * Events are read from where the last pass ended to the oldest transaction still running: below it nothing can appear any more.
 * What lies above is entered on demand and skipped here later, for a dossier has one line.
 */
async function enterNext({ rules }: Entering, tx: Transaction, at: Instant, { batch, isAll }: { readonly batch: number; readonly isAll: boolean }): Promise<Pass> {
  const settings = await rules.settings(tx);
  const types = settings.registerImported ? RECEIVED_OR_IMPORTED : RECEIVED;
  const { from, until, oldestRunning, hasEvents } = await readSpan(tx, types, batch);
  const more = until !== oldestRunning;
  const waiting = await readWaiting(tx, types, from, isAll && !more ? undefined : until);
  await writeEntries({ rules }, tx, waiting, { linesPerPage: settings.registerLinesPerPage, pagesPerVolume: settings.registerPagesPerVolume }, at);
  if (hasEvents) {
    await tx.run('UPDATE register_cursor SET until_xact = $1::xid8', [until]);
  }
  return { entered: waiting.length, more };
}

interface Span extends NewStretch {
  readonly from: string;
  readonly oldestRunning: string;
}

async function readSpan(tx: Transaction, types: readonly string[], batch: number): Promise<Span> {
  const ends = await readCursor(tx, 'register_cursor');
  if (ends?.isOrdered !== true) {
    throw new RegisterOrderError(
      `Registers hold the receipts of transactions up to ${ends?.from ?? 'none'}, but this cluster is only at ${ends?.oldestRunning ?? 'none'}: it was filled from a logical dump. ` +
        'Stop it, raise its next transaction number above that with pg_resetwal, and start it again',
    );
  }
  return { from: ends.from, oldestRunning: ends.oldestRunning, ...(await nextStretch(tx, ends, types, batch)) };
}
