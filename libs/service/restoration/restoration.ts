import type { Instant } from '#domain';
import type { Statements, Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { OPEN_STATES } from '../sync/sync-rows.js';
import { type Gaps, type LostWindow, type PassedRange, passOverRanges } from './jump-ranges.js';

/** A restore that has brought the database to an instant, before anything else works on it. */
export interface RestoreFacts extends LostWindow {
  /** Name of the backup it began with. */
  readonly backup: string;
  /** The instant asked for; absent: as far as the log reached. */
  readonly targetAt?: Instant;
  /** The last published root the ledger was held against. */
  readonly root?: { readonly day: string; readonly seal: string };
  readonly gaps: Gaps;
}

/** A restore as the protocol has it. */
export interface Restoration {
  readonly number: number;
  readonly backup: string;
  readonly targetAt: number | null;
  readonly knownUntil: number;
  readonly restoredAt: number;
  readonly rootDay: string | null;
  readonly rootSeal: string | null;
  readonly codeGap: number;
  readonly numberGap: number;
  readonly lettersHeld: number;
  readonly messagesHeld: number;
  readonly workflowsEndedAt: number | null;
  readonly askedAt: number | null;
}

const SELECT = `SELECT number, backup, target_at AS "targetAt", known_until AS "knownUntil", restored_at AS "restoredAt", root_day AS "rootDay", root_seal AS "rootSeal", code_gap AS "codeGap", number_gap AS "numberGap",
  letters_held AS "lettersHeld", messages_held AS "messagesHeld", workflows_ended_at AS "workflowsEndedAt", asked_at AS "askedAt" FROM restoration`;

/** One completion at a time. */
const RESTORE_LOCK = 7_205_759_462;

/**
 * Begins another incarnation of a restored installation, in one transaction: ranges of codes and numbers are passed over, what was owed is held until the other side was
 * asked, and the protocol says so. Told the same instant of completion again it changes nothing, so that a completion cut short may be repeated.
 */
export async function beginIncarnation(engine: Pick<Engine, 'database' | 'rules' | 'options'>, facts: RestoreFacts): Promise<Restoration> {
  return engine.database.transaction(async (tx) => {
    // A database just restored refuses writes unless they say that they are meant.
    await tx.run('SET TRANSACTION READ WRITE');
    await tx.run('SELECT pg_advisory_xact_lock($1)', [RESTORE_LOCK]);
    const last = await lastRestoration(tx);
    if (last !== undefined && last.backup === facts.backup && last.knownUntil === facts.knownUntil && last.targetAt === (facts.targetAt ?? null)) {
      return last;
    }
    const ranges = await passOverRanges(engine, tx, facts, facts.gaps);
    const lettersHeld = await holdLetters(tx);
    const messagesHeld = await holdMessages(tx);
    const number = (last?.number ?? 0) + 1;
    await tx.run(
      `INSERT INTO restoration (number, backup, target_at, known_until, restored_at, root_day, root_seal, code_gap, number_gap, letters_held, messages_held) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [number, facts.backup, facts.targetAt ?? null, facts.knownUntil, facts.restoredAt, facts.root?.day ?? null, facts.root?.seal ?? null, facts.gaps.codes, facts.gaps.numbers, lettersHeld, messagesHeld],
    );
    await writeRanges(tx, number, ranges);
    const begun = await lastRestoration(tx);
    if (begun === undefined) {
      throw new Error('The protocol of the restore vanished while it was written');
    }
    return begun;
  });
}

/** The last restore; `undefined` in an installation that never was. */
export async function lastRestoration(tx: Pick<Statements, 'first'>): Promise<Restoration | undefined> {
  return tx.first<Restoration>(`${SELECT} ORDER BY number DESC LIMIT 1`);
}

/** Every restore, the first one first. */
export async function listRestorations({ database }: Pick<Engine, 'database'>): Promise<readonly Restoration[]> {
  return database.read.rows<Restoration>(`${SELECT} ORDER BY number`);
}

/** The ranges a restore passed over. */
export async function listPassedRanges({ database }: Pick<Engine, 'database'>, restoration: number): Promise<readonly PassedRange[]> {
  return database.read.rows<PassedRange>('SELECT kind, series, first, last FROM restoration_jump WHERE restoration = $1 ORDER BY kind, series', [restoration]);
}

/** Notes that the workflows from before a restore were ended; the first word stands. */
export async function markWorkflowsEnded({ database }: Pick<Engine, 'database'>, restoration: number, at: Instant): Promise<void> {
  await database.read.run('UPDATE restoration SET workflows_ended_at = $2 WHERE number = $1 AND workflows_ended_at IS NULL', [restoration, at]);
}

/** Whatever has not left may have left in the lost window: signed meanwhile, composed, handed over. */
async function holdLetters(tx: Transaction): Promise<number> {
  return tx.run(
    `UPDATE letter l SET ask_first = TRUE WHERE l.status = 'owed' OR (l.status = 'produced' AND l.delivery_open
       AND NOT EXISTS (SELECT FROM letter_delivery d WHERE d.letter_key = l.key AND d.role = 'main' AND d.channel = 'paper' AND d.status NOT IN ('failed', 'withdrawn')))`,
  );
}

/** The portal is asked for each message that was open before it is told. */
async function holdMessages(tx: Transaction): Promise<number> {
  return tx.run(`UPDATE sync_message SET may_have_arrived = TRUE WHERE status IN ${OPEN_STATES}`);
}

async function writeRanges(tx: Transaction, restoration: number, ranges: readonly PassedRange[]): Promise<void> {
  await tx.run('INSERT INTO restoration_jump (restoration, kind, series, first, last) SELECT $1, kind, series, first, last FROM unnest($2::text[], $3::text[], $4::integer[], $5::integer[]) AS range (kind, series, first, last)', [
    restoration,
    ranges.map(({ kind }) => kind),
    ranges.map(({ series }) => series),
    ranges.map(({ first }) => first),
    ranges.map(({ last }) => last),
  ]);
}
