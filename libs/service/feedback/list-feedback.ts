import type { FeedbackPhase } from '#domain';
import { ofAgencies } from '../cases/of-agencies.js';
import type { Reader } from '../rule-book.js';

/** Whose feedback is listed: a whole province's, or that of some agencies. */
export type FeedbackScope = { readonly province: string } | { readonly agencies: readonly string[] };

/** What a list of feedback asks for. */
export interface FeedbackListing {
  readonly scope: FeedbackScope;
  readonly form?: 'feedback' | 'urging';
  readonly phase?: FeedbackPhase;
  /** Only what is about this dossier. */
  readonly dossierId?: string;
  /** Only what is open, or only what is closed. */
  readonly open?: boolean;
  readonly limit: number;
  /** The `key` of the last line of the page before. */
  readonly after?: { readonly at: number; readonly key: string };
}

/** A line of the list; nothing in it names a person. Instants are epoch milliseconds. */
export interface FeedbackLine {
  readonly id: string;
  readonly code: string;
  readonly agency: string;
  readonly owner: string | null;
  readonly phase: FeedbackPhase;
  readonly channel: string | null;
  readonly subject: string | null;
  readonly received_at: number;
  readonly portal_code: string | null;
  readonly urging_number: number | null;
  readonly urgent: boolean;
  readonly dossier_code: string | null;
  /** The running clock that ends first, with its end; null where none runs. */
  readonly next_clock: string | null;
  readonly next_due_at: number | null;
  /** Some running clock has passed its end. */
  readonly late: boolean;
  readonly sort_at: number;
}

/** Far beyond any date: what no clock presses comes after what one does, the newest of it first. */
const NO_DATE = 9_000_000_000_000_000;
const SORT = `coalesce(k.due_at, ${String(NO_DATE)} - f.received_at)`;

/** A page of feedback and urgings, those whose next clock ends first before the others. */
export async function listFeedback(read: Pick<Reader, 'rows'>, { scope, form, phase, dossierId, open, limit, after }: FeedbackListing, at: number): Promise<readonly FeedbackLine[]> {
  return read.rows<FeedbackLine>(
    `SELECT page.*, d.code AS dossier_code FROM (
       SELECT c.id, c.code, c.agency, c.owner, c.dossier_id, f.phase, f.channel, f.subject, f.received_at, f.portal_code, f.urging_number, f.urgent,
              k.clock AS next_clock, k.due_at AS next_due_at, coalesce(k.due_at < $8, false) AS late, ${SORT} AS sort_at
       FROM feedback f JOIN deadline_case c ON c.id = f.case_id
       LEFT JOIN LATERAL (SELECT clock, due_at FROM case_clock WHERE case_id = c.id AND stopped_at IS NULL ORDER BY due_at, clock LIMIT 1) k ON true
       WHERE ($1::text IS NULL OR c.province = $1) AND ($1::text IS NOT NULL OR ${ofAgencies('$2', { kind: `'feedback'`, isOpen: 'coalesce($6::boolean, false)' })})
         AND ($3::text IS NULL OR (f.urging_number IS NOT NULL) = ($3 = 'urging')) AND ($4::text IS NULL OR f.phase = $4)
         AND ($5::uuid IS NULL OR c.dossier_id = $5) AND ($6::boolean IS NULL OR (c.outcome IS NULL) = $6)
         AND ($7::bigint IS NULL OR (${SORT}, c.id) > ($7, $9::uuid))
       ORDER BY ${SORT}, c.id LIMIT $10
     ) AS page LEFT JOIN LATERAL named_dossier(page.dossier_id) d ON true ORDER BY page.sort_at, page.id`,
    [
      'province' in scope ? scope.province : null,
      'agencies' in scope ? scope.agencies : [],
      form ?? null,
      phase ?? null,
      dossierId ?? null,
      open ?? null,
      after?.at ?? null,
      at,
      after?.key ?? null,
      limit,
    ],
  );
}
