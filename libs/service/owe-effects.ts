import type { Instant } from '#domain';
import type { Transaction } from '#persistence';
import type { Draft } from './draft.js';
import { withdrawUntrue } from './delivery/withdraw-deliveries.js';
import { ASKED_ONCE, effectsDue, type LetterDue, type LetterKind, type TaskDue, type TaskKind } from './effects.js';
import { tellFollowers } from './follows/dossier-follows.js';
import { oweFilingReceipts } from './filings/owe-filing-receipt.js';
import { oweNeededResults } from './filings/owe-needed-results.js';
import { retryCorrected } from './letters/rearm-letters.js';
import { extendSearchScopes } from './personal/index.js';
import { type NoticeDue, oweNotices } from './staff/notices.js';

/**
 * Writes the letters, tasks and notices to staff the events of drafts owe, in the transaction that writes the events: fifteen statements
 * at the most, however many dossiers there are, and one for what nobody owes: whether somebody follows them.
 */
export async function oweEffects(tx: Pick<Transaction, 'rows' | 'run'>, drafts: readonly Draft[], at: Instant): Promise<void> {
  const letters: LetterDue[] = [];
  const withdrawn: { readonly dossierId: string; readonly kind: LetterKind }[] = [];
  const opened: TaskDue[] = [];
  const closed: { readonly dossierId: string; readonly kind: TaskKind }[] = [];
  const notices: NoticeDue[] = [];
  const reached: { readonly dossierId: string; readonly agency: string }[] = [];
  for (const draft of drafts) {
    const dossierId = draft.rows[0]?.dossierId;
    if (dossierId === undefined) {
      continue;
    }
    const due = effectsDue(draft);
    letters.push(...due.letters);
    withdrawn.push(...due.withdrawn.map((kind) => ({ dossierId, kind })));
    opened.push(...due.opened);
    notices.push(...due.notices);
    closed.push(...due.closed.map((kind) => ({ dossierId, kind })));
    reached.push(...due.reached.map((agency) => ({ dossierId, agency })));
  }
  if (withdrawn.length > 0) {
    await withdrawUntrue(tx, withdrawn, at);
  }
  if (letters.length > 0) {
    await insertLetters(tx, oncePerKey(letters));
  }
  await oweFilingReceipts(tx, drafts, at);
  await retryCorrected(tx, drafts);
  if (reached.length > 0) {
    await extendSearchScopes(tx, reached);
  }
  if (closed.length > 0) {
    await tx.run(
      `UPDATE task SET done_at = $1 FROM unnest($2::uuid[], $3::text[]) AS over (dossier_id, kind)
       WHERE task.dossier_id = over.dossier_id AND task.kind = over.kind AND task.done_at IS NULL`,
      [at, closed.map(({ dossierId }) => dossierId), closed.map(({ kind }) => kind)],
    );
  }
  if (opened.length > 0) {
    await insertTasks(tx, opened, at);
  }
  await oweNeededResults(tx, drafts, at);
  await oweNotices(tx, notices, at);
  await tellFollowers(tx, drafts, at);
}

/** One statement takes a key once: a letter owed and signed in the same draft is owed signed. */
function oncePerKey(letters: readonly LetterDue[]): readonly LetterDue[] {
  const byKey = new Map<string, LetterDue>();
  for (const letter of letters) {
    const known = byKey.get(letter.key);
    if (known === undefined || (known.awaitsSignature === true && letter.awaitsSignature !== true)) {
      byKey.set(letter.key, known === undefined ? letter : { ...letter, at: known.at });
    }
  }
  return [...byKey.values()];
}

/**
 * A letter owed already stays as it is; a signature releases the one that waited for it. What is decided again after a restore may have been decided in the lost window,
 * and its letter have left: as of one that was owed at the instant, it is asked first.
 */
async function insertLetters(tx: Pick<Transaction, 'run'>, letters: readonly LetterDue[]): Promise<void> {
  await tx.run(
    `INSERT INTO letter (key, dossier_id, kind, form, promise, deadline_version, owed_by_seq, owed_at, status, awaits_signature, composed_from_seq, ask_first)
     SELECT key, dossier_id, kind, form, promise, seq, seq, owed_at, 'owed', awaits, seq,
       EXISTS (SELECT FROM restoration r JOIN dossier_event e ON e.dossier_id = due.dossier_id AND e.seq = 1 WHERE due.owed_at <= r.restored_at AND e.recorded_at <= r.known_until)
     FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::integer[], $6::integer[], $7::bigint[], $8::boolean[]) AS due (key, dossier_id, kind, form, promise, seq, owed_at, awaits)
     ON CONFLICT (key) DO UPDATE SET awaits_signature = FALSE, composed_from_seq = excluded.composed_from_seq
     WHERE letter.awaits_signature AND NOT excluded.awaits_signature`,
    [
      letters.map(({ key }) => key),
      letters.map(({ dossierId }) => dossierId),
      letters.map(({ kind }) => kind),
      letters.map(({ form }) => form),
      letters.map(({ promise }) => promise ?? null),
      letters.map(({ seq }) => seq),
      letters.map(({ at }) => at),
      letters.map(({ awaitsSignature }) => awaitsSignature === true),
    ],
  );
}

async function insertTasks(tx: Pick<Transaction, 'run'>, tasks: readonly TaskDue[], at: Instant): Promise<void> {
  await tx.run(
    `INSERT INTO task (key, kind, dossier_id, agency, data, created_at, done_at)
     SELECT key, kind, dossier_id, agency, data::json, $1::bigint, CASE WHEN done THEN $1::bigint END
     FROM unnest($2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::boolean[]) AS due (key, kind, dossier_id, agency, data, done)
     WHERE NOT (due.kind = ANY($8) AND EXISTS (SELECT FROM task t WHERE t.dossier_id = due.dossier_id AND t.kind = due.kind AND t.agency = due.agency AND t.done_at IS NULL))
     ON CONFLICT (key) DO NOTHING`,
    [
      at,
      tasks.map(({ key }) => key),
      tasks.map(({ kind }) => kind),
      tasks.map(({ dossierId }) => dossierId),
      tasks.map(({ agency }) => agency),
      tasks.map(({ seq }) => JSON.stringify({ seq })),
      tasks.map(({ done }) => done),
      [...ASKED_ONCE],
    ],
  );
}
