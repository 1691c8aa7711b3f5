import type { FlagValue, Instant, RecordFlag } from '#domain';
import type { Engine } from '../engine.js';
import { requestHash } from '../stable-text.js';
import type { FlagChoice } from './record-drafts.js';
import { keepRequest, knownRequest } from './record-requests.js';

/** An answer as it is given: which flag, what of it is taken over, and the value where it is another. */
export interface GivenAnswer {
  readonly flag: string;
  readonly choice: FlagChoice;
  readonly value?: FlagValue;
}

/** Who answers, when, under which key. */
export interface AnswerAuthor {
  readonly at: Instant;
  readonly by: string;
  readonly idempotencyKey: string;
}

/** Why nothing was settled; `index` names the answer that does not fit its flag. */
export type AnswerRefusal =
  | { readonly kind: 'unknown-record' | 'published' | 'key-conflict' }
  | { readonly kind: 'unknown-flag' | 'nothing-recorded' | 'nothing-suggested' | 'value-does-not-fit'; readonly index: number };

/**
 * Settles flags of a record, all or none. A flag may be answered again until the record is published; every answer stays, the last
 * one counts.
 */
export async function answerRecordFlags(engine: Pick<Engine, 'database' | 'sha256'>, id: string, answers: readonly GivenAnswer[], { at, by, idempotencyKey }: AnswerAuthor): Promise<{ readonly kind: 'answered' } | AnswerRefusal> {
  const request = { actor: by, key: idempotencyKey, hash: requestHash(engine, { id, answers }) };
  return engine.database.transaction(async (tx): Promise<{ readonly kind: 'answered' } | AnswerRefusal> => {
    const made = await knownRequest(tx, request);
    if (made !== undefined) {
      return { kind: made.draftId === undefined ? 'key-conflict' : 'answered' };
    }
    const row = await tx.first<{ flags: readonly RecordFlag[]; published_version: number | null }>('SELECT flags, published_version FROM procedure_record_draft WHERE id = $1 FOR UPDATE', [id]);
    if (row === undefined || row.published_version !== null) {
      return { kind: row === undefined ? 'unknown-record' : 'published' };
    }
    const settled: { readonly flag: string; readonly choice: FlagChoice; readonly value: FlagValue }[] = [];
    for (const [index, answer] of answers.entries()) {
      const value = valueOf(row.flags.find((flag) => flag.id === answer.flag), answer);
      if (typeof value === 'string') {
        return { kind: value, index };
      }
      settled.push({ flag: answer.flag, choice: answer.choice, value });
    }
    for (const { flag, choice, value } of settled) {
      await tx.run(
        `INSERT INTO procedure_record_answer (draft_id, flag_id, number, choice, value, answered_at, answered_by)
         SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6 FROM procedure_record_answer WHERE draft_id = $1 AND flag_id = $2`,
        [id, flag, choice, JSON.stringify(value), at, by],
      );
    }
    await keepRequest(tx, request, id);
    return { kind: 'answered' };
  });
}

function valueOf(flag: RecordFlag | undefined, { choice, value }: GivenAnswer): FlagValue | 'unknown-flag' | 'nothing-recorded' | 'nothing-suggested' | 'value-does-not-fit' {
  if (flag === undefined) {
    return 'unknown-flag';
  }
  switch (choice) {
    case 'as-recorded':
      return flag.recorded ?? 'nothing-recorded';
    case 'as-suggested':
      return flag.suggested ?? 'nothing-suggested';
    case 'corrected':
      return value !== undefined && flag.accepts.includes(value.kind) ? value : 'value-does-not-fit';
  }
}
