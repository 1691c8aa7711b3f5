import type { Actor, Instant } from '#domain';
import type { Engine } from '../engine.js';
import { deliveryBy, lockLetter, recordStep } from './delivery-rows.js';
import { markSent } from './mark-sent.js';

/** What a desk does with a letter on its print queue. */
export const PRINT_MARKS = ['printed', 'handed-over', 'posted'] as const;
export type PrintMark = (typeof PRINT_MARKS)[number];

/** A letter that waits at a desk to be printed, handed over or posted. */
export interface PrintItem {
  readonly letter_key: string;
  readonly code: string;
  readonly kind: string;
  readonly form: string;
  readonly desk: string;
  readonly role: 'main' | 'copy';
  readonly planned_at: number;
  readonly prints: number;
  readonly printed_at: number | null;
  readonly printed_by: string | null;
}

/** Where a page of the queue begins. */
export interface PrintQuery {
  readonly desks: readonly string[];
  readonly after?: { readonly at: number; readonly key: string };
  readonly limit: number;
}

/** The print queue of desks, oldest first; one more than `limit` where there are more. */
export async function listPrintQueue(engine: Engine, { desks, after, limit }: PrintQuery): Promise<readonly PrintItem[]> {
  return engine.database.read.rows<PrintItem>(
    `SELECT w.letter_key, o.code, l.kind, l.form, w.desk, w.role, w.planned_at, w.prints, last.at AS printed_at, last.by_subject AS printed_by
     FROM letter_delivery w JOIN letter l ON l.key = w.letter_key JOIN dossier o ON o.id = w.dossier_id
     LEFT JOIN LATERAL (SELECT a.at, a.by_subject FROM letter_attempt a WHERE a.letter_key = w.letter_key AND a.channel = 'paper' AND a.step = 'printed' ORDER BY a.id DESC LIMIT 1) last ON TRUE
     WHERE w.channel = 'paper' AND w.status = 'waiting' AND w.desk = ANY($1) AND ($2::bigint IS NULL OR (w.planned_at, w.letter_key) > ($2, $3))
     ORDER BY w.planned_at, w.letter_key LIMIT $4`,
    [desks, after?.at ?? null, after?.key ?? null, limit + 1],
  );
}

/** What became of a mark: `otherwise` where the letter is not on the queue any more. */
export type MarkTaken = 'done' | 'not-found' | 'otherwise';

/**
 * Marks a letter of the print queue as printed (as often as it is), or as handed to the applicant or given to the post, which
 * takes it off the queue and makes it sent: the applicant has it, whatever else is on its way. The same mark under the same key changes nothing more.
 */
export async function markPrint(engine: Engine, key: string, mark: PrintMark, by: { readonly actor: Actor; readonly requestKey: string }, at: Instant): Promise<MarkTaken> {
  return engine.database.transaction(async (tx): Promise<MarkTaken> => {
    await lockLetter(tx, key);
    const row = await deliveryBy(tx, key, 'paper');
    if (row === undefined) {
      return 'not-found';
    }
    const said = await tx.first(`SELECT FROM letter_attempt WHERE by_subject = $1 AND request_key = $2 AND letter_key = $3 AND channel = 'paper'`, [by.actor.subject, by.requestKey, key]);
    if (said !== undefined) {
      return 'done';
    }
    if (row.status !== 'waiting') {
      return 'otherwise';
    }
    await recordStep(engine, tx, row, { step: mark, at, by: by.actor.subject, requestKey: by.requestKey });
    if (mark === 'printed') {
      await tx.run(`UPDATE letter_delivery SET prints = prints + 1 WHERE letter_key = $1 AND channel = 'paper'`, [key]);
    } else {
      await markSent(engine, tx, row, at, { mark, by: by.actor.subject });
    }
    return 'done';
  });
}

/** The desk a letter lies at, as its paper delivery has it. */
export async function deskOfPrint(engine: Engine, key: string): Promise<string | undefined> {
  return (await engine.database.read.first<{ desk: string }>(`SELECT desk FROM letter_delivery WHERE letter_key = $1 AND channel = 'paper'`, [key]))?.desk;
}
