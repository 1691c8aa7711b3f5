import { type CaseState, type FeedbackState, recordsKept } from '#domain';
import type { Transaction } from '#persistence';

/** Brings what lists, queues and figures ask of feedback up to date with its case; nothing of any other kind of case, or where nothing changed. */
export async function writeFeedback(tx: Pick<Transaction, 'run'>, caseId: string, before: CaseState | undefined, { own, openedAt }: CaseState): Promise<void> {
  const earlier = before?.own.kind === 'feedback' ? before.own : undefined;
  if (own.kind !== 'feedback' || own === earlier || (own.received === undefined && own.urging === undefined)) {
    return;
  }
  await Promise.all([
    writeRow(tx, caseId, own, openedAt),
    writeRounds(tx, caseId, earlier, own),
    ...(own.erased && earlier?.erased !== true ? [eraseRecords(tx, caseId, recordsKept(own))] : []),
  ]);
}

/** Deletes records but those kept, and what likely repetitions were found by. */
async function eraseRecords(tx: Pick<Transaction, 'run'>, caseId: string, kept: readonly number[]): Promise<void> {
  await tx.run('DELETE FROM case_record WHERE case_id = $1 AND version <> ALL($2::integer[])', [caseId, kept]);
  await tx.run('UPDATE feedback SET likeness = NULL WHERE case_id = $1', [caseId]);
}

/** The row of feedback, or of an urging, as its case makes it; what likely repetitions are found by stands beside it. */
export function feedbackRow({ phase, received, urging, published }: FeedbackState, openedAt: number): Readonly<Record<(typeof FEEDBACK_COLUMNS)[number], string | number | boolean | null>> {
  return {
    phase,
    channel: received?.channel ?? null,
    subject: received?.subject ?? null,
    received_at: received?.at ?? openedAt,
    portal_code: received?.portalCode ?? null,
    urging_number: urging?.number ?? null,
    urgent: urging?.urgent === true,
    published_at: published?.at ?? null,
    published_version: published?.version ?? null,
  };
}

/** Columns of `feedback` beside the case, in the order in which they are written. */
export const FEEDBACK_COLUMNS = ['phase', 'channel', 'subject', 'received_at', 'portal_code', 'urging_number', 'urgent', 'published_at', 'published_version'] as const;

async function writeRow(tx: Pick<Transaction, 'run'>, caseId: string, own: FeedbackState, openedAt: number): Promise<void> {
  const row = feedbackRow(own, openedAt);
  await tx.run(
    `INSERT INTO feedback (case_id, ${FEEDBACK_COLUMNS.join(', ')}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (case_id) DO UPDATE SET ${FEEDBACK_COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    [caseId, ...FEEDBACK_COLUMNS.map((column) => row[column])],
  );
}

/** Columns of `feedback_round` beside the case, in the order in which they are written. */
export const ROUND_COLUMNS = ['round', 'agency', 'begun_at', 'begun_by', 'ended_at', 'ended_as', 'in_time', 'verdict'] as const;

/** The row of the turn with this number. */
export function roundRow({ agency, begunAt, begunBy, ended, verdict }: FeedbackState['rounds'][number], round: number): Readonly<Record<(typeof ROUND_COLUMNS)[number], string | number | boolean | null>> {
  return {
    round,
    agency,
    begun_at: begunAt,
    begun_by: begunBy,
    ended_at: ended?.at ?? null,
    ended_as: ended?.as ?? null,
    in_time: ended?.inTime ?? null,
    verdict: verdict ?? null,
  };
}

/** Writes the turns that are not as they were. */
async function writeRounds(tx: Pick<Transaction, 'run'>, caseId: string, before: FeedbackState | undefined, { rounds }: FeedbackState): Promise<void> {
  const changed = rounds.flatMap((round, index) => (before?.rounds[index] === round ? [] : [roundRow(round, index + 1)]));
  if (changed.length === 0) {
    return;
  }
  await tx.run(
    `INSERT INTO feedback_round (case_id, ${ROUND_COLUMNS.join(', ')})
     SELECT $1, * FROM unnest($2::integer[], $3::text[], $4::bigint[], $5::text[], $6::bigint[], $7::text[], $8::boolean[], $9::text[])
     ON CONFLICT (case_id, round) DO UPDATE SET ${ROUND_COLUMNS.slice(1).map((column) => `${column} = excluded.${column}`).join(', ')}`,
    [caseId, ...ROUND_COLUMNS.map((column) => changed.map((row) => row[column]))],
  );
}
