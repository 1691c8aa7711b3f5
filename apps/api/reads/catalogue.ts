import { type Agency, formatLocalDate, type Instant, localDateOf, type ProcedureVersion } from '#domain';
import type { Engine } from '#service';
import { formatTimeLimitVi, undatedVi } from '#vi';
import type { ProcedureSummary } from '../views/catalogue-schema.js';
import type { Page } from './page.js';

/** What of the procedures is asked for. */
interface ProcedureQuery {
  readonly agency?: string;
  readonly field?: string;
  readonly after?: string;
  readonly limit: number;
}

/** The versions in force at an instant that still take dossiers in, by code. */
export async function listProcedures(engine: Engine, query: ProcedureQuery, at: Instant): Promise<Page<ProcedureSummary>> {
  const rows = await engine.database.read.rows<{ data: ProcedureVersion }>(
    `SELECT data FROM (
       SELECT DISTINCT ON (code) code, data FROM procedure_version
       WHERE effective_from <= $1 AND code > $2
       ORDER BY code, effective_from DESC, version DESC
     ) AS in_force
     WHERE coalesce(data->>'endsOn' > $1, true) AND ($3::text IS NULL OR (data->'competentAgencies')::jsonb ? $3) AND ($4::text IS NULL OR data->'field'->>'code' = $4)
     ORDER BY code LIMIT $5`,
    [formatLocalDate(localDateOf(at)), query.after ?? '', query.agency ?? null, query.field ?? null, query.limit + 1],
  );
  const items = rows.slice(0, query.limit).map(({ data }) => summaryOf(data));
  return { items, next: rows.length > query.limit ? (items.at(-1)?.code ?? null) : null };
}

/** Agencies by code. */
export async function listAgencies(engine: Engine, query: { readonly after?: string; readonly limit: number }): Promise<Page<Agency>> {
  const known = [...(await engine.rules.agencies(engine.database.read)).values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  const rest = known.filter(({ code }) => code > (query.after ?? ''));
  const items = rest.slice(0, query.limit);
  return { items, next: rest.length > query.limit ? (items.at(-1)?.code ?? null) : null };
}

function termOf({ dating, parts }: ProcedureVersion['cases'][number]): string {
  return dating === undefined ? parts.map(({ term }) => formatTimeLimitVi(term.limit)).join(' + ') : undatedVi(dating, undefined);
}

function summaryOf(procedure: ProcedureVersion): ProcedureSummary {
  const { code, version, name, field, competentAgencies, nonTerritorial, channels, immediate } = procedure;
  return {
    code,
    version,
    name,
    field,
    competentAgencies,
    nonTerritorial,
    channels,
    immediate,
    cases: procedure.cases.map((one) => ({ code: one.code, name: one.name, term: termOf(one) })),
    link: `/api/v1/procedures/${encodeURIComponent(code)}`,
  };
}
