import { addCalendarDays, type CaseKind, type Instant, localDateOf, startOfDay } from '#domain';
import type { Statements } from '#persistence';
import { ofAgencies } from './of-agencies.js';

/** Whose cases a list shows: a whole province's, or those some agencies are in charge of or work along in. */
export type CaseScope = { readonly province: string } | { readonly agencies: readonly string[] };

/** Lists of cases: open ones, those with a clock that ends today, those with one past its end, and closed ones. */
export const CASE_STATES = ['open', 'due-today', 'overdue', 'closed'] as const;
export type CaseListState = (typeof CASE_STATES)[number];

/** Which cases are asked for. */
export interface CaseFilter {
  readonly scope: CaseScope;
  readonly kind?: CaseKind;
  readonly owner?: string;
  /** Only cases in which this clock runs, judged by it alone. */
  readonly clock?: string;
}

/** A case as a line of a list. Instants are epoch milliseconds. */
export interface CaseItem {
  readonly id: string;
  readonly code: string;
  readonly kind: CaseKind;
  readonly agency: string;
  readonly owner?: string;
  readonly coordinating: readonly string[];
  readonly dossierCode?: string;
  readonly openedAt: number;
  readonly outcome?: string;
  /** The running clock that ends first. */
  readonly next?: { readonly clock: string; readonly dueAt: number };
  /** Its place in the list. */
  readonly key: { readonly at: number; readonly id: string };
}

/** $1 province, $2 agencies, $3 kind, $4 owner, $5 clock: the cases of a filter, open ones or all, with the running clock that ends first. */
const filtered = (isOpen: boolean): string => `
  FROM deadline_case c LEFT JOIN LATERAL (
    SELECT k.clock, k.due_at FROM case_clock k WHERE k.case_id = c.id AND k.stopped_at IS NULL AND ($5::text IS NULL OR k.clock = $5) ORDER BY k.due_at, k.clock LIMIT 1
  ) AS next ON c.outcome IS NULL
  WHERE ($1::text IS NULL OR c.province = $1) AND ($1::text IS NOT NULL OR ${ofAgencies('$2', { kind: '$3::text', isOpen: String(isOpen) })})
    AND ($3::text IS NULL OR c.kind = $3) AND ($4::text IS NULL OR c.owner = $4) AND ($5::text IS NULL OR c.outcome IS NOT NULL OR next.clock IS NOT NULL)`;

/** $6 now, $7 the end of its local day. What ends at this very moment is not overdue. */
const CONDITIONS: Readonly<Record<CaseListState, string>> = {
  open: 'c.outcome IS NULL',
  'due-today': 'c.outcome IS NULL AND next.due_at >= $6::bigint AND next.due_at < $7::bigint',
  overdue: 'c.outcome IS NULL AND next.due_at < $6::bigint',
  closed: 'c.outcome IS NOT NULL',
};
/** Every statement binds the same parameters; those a condition does not use are still given a type. */
const TYPED = '$6::bigint IS NOT NULL AND $7::bigint IS NOT NULL';

/** The earliest end first; open cases without a running clock after those with one; of closed ones the newest first. */
const PLACE = `CASE WHEN c.outcome IS NULL THEN coalesce(next.due_at, ${String(Number.MAX_SAFE_INTEGER)}) ELSE -c.opened_at END`;

function parametersOf({ scope, kind, owner, clock }: CaseFilter, at: Instant): readonly unknown[] {
  const endOfDay = startOfDay(addCalendarDays(localDateOf(at), 1));
  return ['province' in scope ? scope.province : null, 'agencies' in scope ? scope.agencies : [], kind ?? null, owner ?? null, clock ?? null, at, endOfDay];
}

/** A page of a list of cases. */
export async function listCases(
  tx: Pick<Statements, 'rows'>,
  filter: CaseFilter & { readonly state: CaseListState; readonly limit: number; readonly after?: { readonly at: number; readonly id: string } },
  at: Instant,
): Promise<readonly CaseItem[]> {
  const rows = await tx.rows<CaseItemRow>(
    `SELECT page.*, d.code AS dossier_code FROM (
       SELECT * FROM (
         SELECT c.id, c.code, c.kind, c.agency, c.owner, c.coordinating, c.dossier_id, c.opened_at, c.outcome, next.clock, next.due_at, ${PLACE} AS place ${filtered(filter.state !== 'closed')} AND ${TYPED} AND ${CONDITIONS[filter.state]}
       ) AS listed WHERE $8::bigint IS NULL OR (listed.place, listed.id) > ($8, $9::uuid) ORDER BY listed.place, listed.id LIMIT $10
     ) AS page LEFT JOIN LATERAL named_dossier(page.dossier_id) d ON true ORDER BY page.place, page.id`,
    [...parametersOf(filter, at), filter.after?.at ?? null, filter.after?.id ?? null, filter.limit],
  );
  return rows.map(itemOf);
}

/** How many cases of each kind a list holds. */
export interface CaseCount {
  readonly kind: CaseKind;
  readonly state: CaseListState;
  readonly count: number;
}

/** The lengths of the lists of open cases by kind, by the conditions of the lists. Kinds without any are left out. */
export async function countCases(tx: Pick<Statements, 'rows'>, filter: CaseFilter, at: Instant): Promise<readonly CaseCount[]> {
  const open = CASE_STATES.filter((state) => state !== 'closed');
  const counts = open.map((state) => `count(*) FILTER (WHERE ${CONDITIONS[state]}) AS "${state}"`).join(', ');
  const rows = await tx.rows<Readonly<Record<CaseListState, number>> & { readonly kind: CaseKind }>(
    `SELECT c.kind, ${counts} ${filtered(true)} AND c.outcome IS NULL AND ${TYPED} GROUP BY c.kind ORDER BY c.kind`,
    parametersOf(filter, at),
  );
  return rows.flatMap((row) => open.map((state) => ({ kind: row.kind, state, count: row[state] })));
}

interface CaseItemRow {
  readonly id: string;
  readonly code: string;
  readonly kind: CaseKind;
  readonly agency: string;
  readonly owner: string | null;
  readonly coordinating: readonly string[];
  readonly dossier_code: string | null;
  readonly opened_at: number;
  readonly outcome: string | null;
  readonly clock: string | null;
  readonly due_at: number | null;
  readonly place: number;
}

function itemOf(row: CaseItemRow): CaseItem {
  const { id, code, kind, agency, owner, coordinating, dossier_code, opened_at, outcome, clock, due_at, place } = row;
  return {
    id,
    code,
    kind,
    agency,
    ...(owner === null ? {} : { owner }),
    coordinating,
    ...(dossier_code === null ? {} : { dossierCode: dossier_code }),
    openedAt: opened_at,
    ...(outcome === null ? {} : { outcome }),
    ...(clock === null || due_at === null ? {} : { next: { clock, dueAt: due_at } }),
    key: { at: place, id },
  };
}
