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

async function writeRow(tx: Pick<Transaction, 'run'>, caseId: string, { phase, received, urging, published }: FeedbackState, openedAt: number): Promise<void> {
  await tx.run(
    `INSERT INTO feedback (case_id, phase, channel, subject, received_at, portal_code, urging_number, urgent, published_at, published_version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (case_id) DO UPDATE SET phase = excluded.phase, published_at = excluded.published_at, published_version = excluded.published_version`,
    [
      caseId,
      phase,
      received?.channel ?? null,
      received?.subject ?? null,
      received?.at ?? openedAt,
      received?.portalCode ?? null,
      urging?.number ?? null,
      urging?.urgent === true,
      published?.at ?? null,
      published?.version ?? null,
    ],
  );
}

/** Writes the turns that are not as they were. */
async function writeRounds(tx: Pick<Transaction, 'run'>, caseId: string, before: FeedbackState | undefined, { rounds }: FeedbackState): Promise<void> {
  const changed = rounds.map((round, index) => ({ ...round, number: index + 1, isNew: before?.rounds[index] !== round })).filter(({ isNew }) => isNew);
  if (changed.length === 0) {
    return;
  }
  await tx.run(
    `INSERT INTO feedback_round (case_id, round, agency, begun_at, begun_by, ended_at, ended_as, in_time, verdict)
     SELECT $1, * FROM unnest($2::integer[], $3::text[], $4::bigint[], $5::text[], $6::bigint[], $7::text[], $8::boolean[], $9::text[])
     ON CONFLICT (case_id, round) DO UPDATE SET ended_at = excluded.ended_at, ended_as = excluded.ended_as, in_time = excluded.in_time, verdict = excluded.verdict`,
    [
      caseId,
      changed.map(({ number }) => number),
      changed.map(({ agency }) => agency),
      changed.map(({ begunAt }) => begunAt),
      changed.map(({ begunBy }) => begunBy),
      changed.map(({ ended }) => ended?.at ?? null),
      changed.map(({ ended }) => ended?.as ?? null),
      changed.map(({ ended }) => ended?.inTime ?? null),
      changed.map(({ verdict }) => verdict ?? null),
    ],
  );
}
