import { MOMENT_SHARES, type PastMoment, type RiskMoment } from '#domain/figures';
import type { Statements } from '#persistence';
import { COUNTED, LEFT_AT } from '../figures/dossier-conditions.js';
import { type AgencyLoads, loadAt } from './loads.js';

/** What a dossier's events say of it at a moment; of its row only what never changes after its acceptance. */
interface MomentRow {
  readonly id: string;
  readonly at: number;
  readonly procedure: string;
  readonly agency: string;
  readonly stage: string | null;
  readonly term_from: number;
  readonly due_at: number | null;
  readonly stage_since: number | null;
  readonly paused_since: number | null;
  readonly pauses: number;
  readonly supplements: number;
}

interface PastRow extends MomentRow {
  readonly share: number;
  readonly late: boolean;
  readonly known_at: number;
  readonly ended_at: number | null;
}

const PAUSES = `'SupplementRequested', 'ClockPaused', 'FinancialObligationRaised'`;
const RESUMES = `'SupplementReceived', 'ClockResumed', 'FinancialObligationMet'`;

// What was taken over from another system is recorded at the import: it is known from when it happened there.
const HAPPENED_AT = `CASE x.type WHEN 'DossierImported' THEN (x.payload ->> 'receivedAt')::bigint ELSE x.occurred_at END`;
const IMPORTED_PAUSE = `x.type = 'DossierImported' AND (x.payload ->> 'pausedAt')::bigint <= m.at`;

/**
 * SQL: the columns of `MomentRow` for rows `m (id, at)` beside `d`, the dossier. Only events that had happened by `m.at` are
 * read, for the past as for the present: what is learned from and what is scored come from one text.
 */
const AS_KNOWN = `CROSS JOIN LATERAL (
    SELECT
      (array_agg(e.stage ORDER BY e.occurred_at DESC, e.seq DESC) FILTER (WHERE e.stage IS NOT NULL))[1] AS stage,
      max(e.occurred_at) FILTER (WHERE e.stage IS NOT NULL) AS stage_since,
      (array_agg(e.due ORDER BY e.seq DESC) FILTER (WHERE e.due IS NOT NULL))[1]::bigint AS due_at,
      (array_agg(e.agency ORDER BY e.seq DESC) FILTER (WHERE e.agency IS NOT NULL))[1] AS agency,
      (array_agg(CASE WHEN e.pauses THEN e.paused_at END ORDER BY e.seq DESC) FILTER (WHERE e.pauses OR e.type IN (${RESUMES})))[1] AS paused_since,
      count(*) FILTER (WHERE e.pauses)::integer AS pauses,
      count(*) FILTER (WHERE e.type = 'SupplementRequested')::integer AS supplements
    FROM (
      SELECT x.seq, x.type, ${HAPPENED_AT} AS occurred_at,
        coalesce(x.payload #>> '{opened,0,stage}', x.payload #>> '{reopened,stage}', x.payload #>> '{term,stages,0,id}',
          CASE x.type WHEN 'StageImported' THEN x.payload ->> 'name' WHEN 'DossierImported' THEN x.payload ->> 'currentStage' END) AS stage,
        coalesce(x.payload #>> '{dates,dueAt}', x.payload #>> '{term,dueAt}', CASE x.type WHEN 'DossierImported' THEN coalesce(x.payload ->> 'dueAt', x.payload ->> 'maximumAt') END) AS due,
        CASE x.type WHEN 'DossierTransferred' THEN x.payload ->> 'to' ELSE x.payload ->> 'competentAgency' END AS agency,
        x.type IN (${PAUSES}) OR coalesce(${IMPORTED_PAUSE}, false) AS pauses,
        coalesce((x.payload ->> 'pausedAt')::bigint, x.occurred_at) AS paused_at
      FROM dossier_event x WHERE x.dossier_id = m.id AND ${HAPPENED_AT} <= m.at
    ) AS e
  ) AS known`;

const KNOWN_COLUMNS = `d.id, m.at::bigint AS at, d.procedure_code AS procedure, coalesce(known.agency, d.competent_agency) AS agency, known.stage, d.accepted_at AS term_from,
  known.due_at, known.stage_since, known.paused_since, known.pauses, known.supplements`;

/** Which past dossiers are looked at. */
export interface PastQuery {
  /** Accepted from here on. */
  readonly since: number;
  /** Whose due date had passed by then. */
  readonly through: number;
  /** Most dossiers: the first by their identifiers, which are random, so the same ones each time and from all times alike, and found without reading the others. */
  readonly most: number;
}

// Late is late for good. Whoever left the stock without a broken date was punctual, and nobody else's date has passed while its clock ran.
const LATE = `(d.became_late_at IS NOT NULL OR d.punctuality = 'late')`;

/** Moments of past dossiers, each at the usual shares of its first term while it was open and not late. */
export async function readPastMoments(read: Pick<Statements, 'rows'>, loads: AgencyLoads, { since, through, most }: PastQuery): Promise<readonly PastMoment[]> {
  const rows = await read.rows<PastRow>(
    `WITH past AS MATERIALIZED (
       SELECT d.id, d.accepted_at, coalesce(d.first_appointment, d.due_at) AS first_due, CASE WHEN d.in_stock THEN NULL ELSE ${LEFT_AT} END AS ended_at
       FROM dossier d WHERE ${COUNTED} AND d.accepted_at >= $1::bigint AND d.due_at <= $2::bigint AND d.accepted_at < d.due_at AND (NOT d.in_stock OR ${LATE})
       ORDER BY d.id LIMIT $3::integer
     ), m AS (
       SELECT past.id, share, past.ended_at, past.accepted_at + round(share * (past.first_due - past.accepted_at))::bigint AS at
       FROM past CROSS JOIN unnest($4::double precision[]) AS share
     )
     SELECT ${KNOWN_COLUMNS}, m.share, ${LATE} AS late, d.due_at AS known_at, m.ended_at
     FROM m JOIN dossier d ON d.id = m.id ${AS_KNOWN}
     WHERE (m.ended_at IS NULL OR m.ended_at > m.at) AND (d.became_late_at IS NULL OR d.became_late_at > m.at)
     ORDER BY m.at, d.id`,
    [since, through, most, MOMENT_SHARES],
  );
  return rows.flatMap((row): readonly PastMoment[] => {
    const moment = momentOf(row, loads);
    return moment === undefined ? [] : [{ ...moment, share: row.share, late: row.late, knownAt: row.known_at, ...(row.ended_at === null ? {} : { endedAt: row.ended_at }) }];
  });
}

/** SQL: dossiers `d` of which a probability can be told: in the stock, with a date that has not passed or whose clock stands still. */
export const FORETOLD = `(d.in_stock AND d.became_late_at IS NULL AND NOT d.provisional AND d.due_at IS NOT NULL AND d.accepted_at IS NOT NULL AND (d.paused_at IS NOT NULL OR d.due_at > $1::bigint))`;

/** An open dossier as it stands, with what its list is narrowed down by. */
export interface OpenMoment extends RiskMoment {
  readonly province: string;
  readonly competentAgency: string;
}

/** Present moments of the next open dossiers after an identifier, in order of identifiers, or of the one dossier named. */
export async function readOpenMoments(
  read: Pick<Statements, 'rows'>,
  loads: AgencyLoads,
  at: number,
  which: { readonly after: string; readonly limit: number } | { readonly id: string },
): Promise<{ readonly moments: readonly OpenMoment[]; readonly last: string | undefined }> {
  const [condition, order, parameters] = 'id' in which ? ['d.id = $2::uuid', '', [which.id]] : ['d.id > $2::uuid', 'ORDER BY d.id LIMIT $3::integer', [which.after, which.limit]];
  const rows = await read.rows<MomentRow & { readonly province: string; readonly competent_agency: string }>(
    `WITH m AS MATERIALIZED (SELECT d.id, $1::bigint AS at FROM dossier d WHERE ${FORETOLD} AND NOT d.closed AND ${condition} ${order})
     SELECT ${KNOWN_COLUMNS}, d.province, d.competent_agency FROM m JOIN dossier d ON d.id = m.id ${AS_KNOWN} ORDER BY d.id`,
    [at, ...parameters],
  );
  const moments = rows.flatMap((row): readonly OpenMoment[] => {
    const moment = momentOf(row, loads);
    return moment === undefined ? [] : [{ ...moment, province: row.province, competentAgency: row.competent_agency }];
  });
  return { moments, last: rows.at(-1)?.id };
}

/** A moment whose date was known, and had not passed while its clock ran. */
function momentOf(row: MomentRow, loads: AgencyLoads): RiskMoment | undefined {
  const { due_at: dueAt, paused_since: pausedSince } = row;
  if (dueAt === null || dueAt <= (pausedSince ?? row.at)) {
    return undefined;
  }
  const load = loadAt(loads, row.agency, row.at);
  return {
    dossier: row.id,
    at: row.at,
    procedure: row.procedure,
    agency: row.agency,
    stage: row.stage ?? '',
    termFrom: row.term_from,
    dueAt,
    stageSince: row.stage_since ?? row.term_from,
    ...(pausedSince === null ? {} : { pausedSince }),
    pauses: row.pauses,
    supplements: row.supplements,
    ...(load === undefined ? {} : { load }),
  };
}
