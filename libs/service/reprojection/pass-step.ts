import type { Instant } from '#domain';
import { PROJECTION_VERSION } from '#domain/figures';
import { type Database, isLockTimeout, isRetryable, type Transaction } from '#persistence';
import { FIRST_ID } from '../first-id.js';
import { holdFolder } from '../figures/fold-figures.js';
import { compareCases } from './case-rows.js';
import { compareFigures } from './compare-figures.js';
import { type Differing, sumOfDiffering } from './differing.js';
import { compareRows } from './dossier-rows.js';
import { foldLedgers, type Stretch } from './fold-ledgers.js';
import { beginPass, endPass, holdPass, keepPass, OLDEST_RUNNING, type Pass, type PassPurpose, readPass } from './pass-state.js';
import { PassCounts } from './pass-counts.js';

/**
 * What a step came to. `moved`: it is further, `ended`: it was the last, `busy`: somebody else is at it, or holds what it needs; a
 * moment later it is not.
 */
export type PassStep = { readonly kind: 'moved' | 'ended'; readonly pass: Pass } | { readonly kind: 'busy' };

/** Dossiers, cases or, of later events, about so many a step takes; each is one transaction. */
export const STEP_SIZE = 1_000;
/** Dossiers whose ledgers are in memory at once. */
const FOLDED_AT_ONCE = 1_000;
/** Lines of counts kept in memory. */
const LINES_IN_MEMORY = 20_000;

const BUSY: PassStep = { kind: 'busy' };

/**
 * Takes the pass of this purpose one step further, or begins it: rows of dossiers, then those of publications, feedback and tasks, then what
 * was written meanwhile, then the figures, all of them in one transaction. Intake, commands and imports go on. Whoever is stopped at
 * any moment leaves whole steps behind; who calls next goes on from there. A check under way gives way to a repair, and a pass of an older program is
 * begun anew.
 * @throws UnreadableLedgerError, UnreadableCaseError when a ledger is damaged: the pass waits there until it is put right
 */
export async function takePassStep({ database }: { readonly database: Pick<Database, 'transaction'> }, purpose: PassPurpose, at: Instant, size = STEP_SIZE): Promise<PassStep> {
  const step = await busyWhere(isLockTimeout, () => database.transaction((tx) => takeRowStep(tx, purpose, at, size), 'passStep'));
  return step === 'figures' ? concludePass(database, purpose, at) : step;
}

async function takeRowStep(tx: Transaction, purpose: PassPurpose, at: Instant, size: number): Promise<PassStep | 'figures'> {
  if (!(await holdPass(tx))) {
    return BUSY;
  }
  if (!isOf(await readPass(tx), purpose)) {
    await beginPass(tx, purpose, at);
  }
  const pass = await readPass(tx);
  if (pass === undefined) {
    throw new Error('A pass that was begun is not there');
  }
  const next = await nextOf(tx, pass, size);
  if (next === 'figures' || next === undefined) {
    return next ?? BUSY;
  }
  await keepPass(tx, next);
  return { kind: 'moved', pass: next };
}

function isOf(pass: Pass | undefined, purpose: PassPurpose): pass is Pass {
  return pass !== undefined && pass.version === PROJECTION_VERSION && (pass.purpose === purpose || pass.purpose === 'repair');
}

async function nextOf(tx: Transaction, pass: Pass, size: number): Promise<Pass | 'figures' | undefined> {
  switch (pass.phase) {
    case 'dossiers':
      return nextDossiers(tx, pass, size);
    case 'cases':
      return nextCases(tx, pass, size);
    case 'later-events':
      return nextEvents(tx, pass, size);
  }
}

async function nextDossiers(tx: Transaction, pass: Pass, size: number): Promise<Pass | undefined> {
  const { done, differing, isLast } = await compareRows(tx, pass.purpose, pass.after, pass.untilXact, size);
  if (done.length === 0 && !isLast) {
    return undefined;
  }
  const counts = new PassCounts();
  for (const { deltas, dwells } of done) {
    counts.add(deltas, dwells);
  }
  await counts.store(tx);
  return {
    ...pass,
    ...(isLast ? { phase: 'cases', after: FIRST_ID } : { after: done.at(-1)?.id ?? pass.after }),
    dossiers: pass.dossiers + done.length,
    events: done.reduce((sum, { counted }) => sum + counted, pass.events),
    differing: sumOfDiffering(pass.differing, differing),
  };
}

async function nextCases(tx: Transaction, pass: Pass, size: number): Promise<Pass | undefined> {
  const { done, differing, isLast } = await compareCases(tx, pass.purpose, pass.after, size);
  if (done.length === 0 && !isLast) {
    return undefined;
  }
  return {
    ...pass,
    ...(isLast ? { phase: 'later-events' } : { after: done.at(-1) ?? pass.after }),
    cases: pass.cases + done.length,
    differing: sumOfDiffering(pass.differing, differing),
  };
}

/** Counts the next events written since, transaction by transaction; few enough are left for the end of the pass. */
async function nextEvents(tx: Transaction, pass: Pass, size: number): Promise<Pass | 'figures'> {
  const row = await tx.first<{ until: string; is_all: boolean }>(
    `WITH last AS (SELECT xact_id FROM dossier_event WHERE xact_id >= $1::xid8 AND xact_id < ${OLDEST_RUNNING} ORDER BY xact_id OFFSET $2 LIMIT 1)
     SELECT coalesce((SELECT xact_id FROM last), ${OLDEST_RUNNING})::text AS until, NOT EXISTS (SELECT FROM last) AS is_all`,
    [pass.untilXact, size],
  );
  if (row === undefined || row.is_all || row.until === pass.untilXact) {
    return 'figures';
  }
  const counted = await countStretch(tx, { from: pass.untilXact, until: row.until });
  return { ...pass, untilXact: row.until, events: pass.events + counted };
}

/** Counts the events of a stretch of transactions, in bounded memory; returns how many there were. */
async function countStretch(tx: Transaction, stretch: Stretch): Promise<number> {
  const counts = new PassCounts();
  let [after, events] = [FIRST_ID, 0];
  for (;;) {
    const touched = await tx.rows<{ id: string }>(
      `SELECT DISTINCT dossier_id AS id FROM dossier_event WHERE xact_id >= $1::xid8 AND ($2::xid8 IS NULL OR xact_id < $2::xid8) AND dossier_id > $3 ORDER BY dossier_id LIMIT $4`,
      [stretch.from ?? '0', stretch.until ?? null, after, FOLDED_AT_ONCE],
    );
    for (const { deltas, dwells, counted } of (await foldLedgers(tx, touched.map(({ id }) => id), stretch)).values()) {
      counts.add(deltas, dwells);
      events += counted;
    }
    if (counts.size >= LINES_IN_MEMORY || touched.length < FOLDED_AT_ONCE) {
      await counts.store(tx);
    }
    const last = touched.at(-1);
    if (last === undefined || touched.length < FOLDED_AT_ONCE) {
      return events;
    }
    after = last.id;
  }
}

/** The end of a pass: one moment is seen, what was written up to it is counted, and the figures are compared and corrected as of it. */
async function concludePass(database: Pick<Database, 'transaction'>, purpose: PassPurpose, at: Instant): Promise<PassStep> {
  const conclude = async (tx: Transaction): Promise<PassStep> => {
    await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    const isMine = (await holdPass(tx)) && (await holdFolder(tx));
    const pass = isMine ? await readPass(tx) : undefined;
    if (!isOf(pass, purpose) || pass.phase !== 'later-events') {
      return BUSY;
    }
    const events = await countStretch(tx, { from: pass.untilXact });
    const cells: Differing = await compareFigures(tx, pass.purpose);
    const ended = { ...pass, events: pass.events + events, differing: sumOfDiffering(pass.differing, cells) };
    await endPass(tx, ended, at);
    return { kind: 'ended', pass: ended };
  };
  // A folder that ended between this transaction's moment and its lock has changed cells: a later moment is as good.
  return busyWhere(isRetryable, () => database.transaction(conclude, 'concludePass'));
}

/** What work comes to; busy where it fails by an error that a moment later may be none. */
async function busyWhere<T>(mayPass: (error: unknown) => boolean, work: () => Promise<T>): Promise<T | PassStep> {
  try {
    return await work();
  } catch (error) {
    if (mayPass(error)) {
      return BUSY;
    }
    throw error;
  }
}
