import { type Actor, formatLocalDate, instant, type Instant, localDate, localDateOf, retentionEnd, retentionRuleOf } from '#domain';
import type { Statements } from '#persistence';
import type { Engine } from '../engine.js';

/** A closed dossier whose personal data is past its retention. */
export interface DueDossier {
  readonly id: string;
  readonly code: string;
  readonly agency: string;
  readonly procedureName: string;
  /** First day on which it may go, as `2031-01-01`. */
  readonly dueOn: string;
  /** The same as a number of days. */
  readonly day: number;
  readonly years: number;
  readonly confirmed: { readonly by: string; readonly at: number; readonly decisionNumber: string } | undefined;
}

/** One look for dossiers past their retention. */
export interface RetentionLook {
  readonly proposed: number;
  /** Where the next look begins; `undefined` after the last dossier. */
  readonly next: string | undefined;
}

/** What a person's word about a dossier past its retention came to. */
export type RetentionWord = 'confirmed' | 'not-due' | 'confirmed-before';

interface ClosedRow {
  readonly id: string;
  readonly procedure_code: string;
  readonly field_code: string;
  readonly occurred_at: number;
}

interface DueRow extends ClosedRow {
  readonly code: string;
  readonly agency: string;
  readonly procedure_name: string;
  readonly due_on: number;
  readonly years: number;
  readonly confirmed_at: number | null;
  readonly confirmed_by: string | null;
  readonly decision_number: string | null;
}

const CLOSED = `SELECT d.id, d.procedure_code, d.field_code, e.occurred_at FROM dossier d JOIN dossier_event e ON e.dossier_id = d.id AND e.seq = d.last_seq`;
const DUE = `SELECT d.id, d.code, d.competent_agency AS agency, d.procedure_code, d.field_code, e.occurred_at, v.data->>'name' AS procedure_name, r.due_on, r.years, r.confirmed_at, r.confirmed_by, r.decision_number
  FROM retention_due r JOIN dossier d ON d.id = r.dossier_id JOIN dossier_event e ON e.dossier_id = d.id AND e.seq = d.last_seq JOIN procedure_version v ON v.code = d.procedure_code AND v.version = d.procedure_version WHERE d.closed AND NOT d.erased`;

/**
 * Looks through some closed dossiers after the id `after` and proposes those past their retention; proposes nothing where no rule is set. A look from the
 * beginning first takes away what was erased or opened again since.
 */
export async function proposeRetention({ database, rules }: Pick<Engine, 'database' | 'rules'>, at: Instant, after: string | undefined, limit: number): Promise<RetentionLook> {
  const { retention } = await rules.settings(database.read);
  if (after === undefined) {
    await database.read.run('DELETE FROM retention_due r USING dossier d WHERE d.id = r.dossier_id AND (d.erased OR NOT d.closed)');
  }
  if (retention.dossiers.length === 0) {
    return { proposed: 0, next: undefined };
  }
  const rows = await database.read.rows<ClosedRow>(`${CLOSED} WHERE d.closed AND NOT d.erased AND ($1::uuid IS NULL OR d.id > $1) ORDER BY d.id LIMIT $2`, [after ?? null, limit]);
  const due = rows.flatMap((row) => {
    const end = endOf(retention, row);
    return end !== undefined && end.day <= localDateOf(at) ? [{ id: row.id, ...end }] : [];
  });
  const proposed = await database.read.rows(
    `INSERT INTO retention_due (dossier_id, due_on, years, proposed_at) SELECT id, due_on, years, $4 FROM unnest($1::uuid[], $2::integer[], $3::integer[]) AS t (id, due_on, years) ON CONFLICT DO NOTHING RETURNING dossier_id`,
    [due.map(({ id }) => id), due.map(({ day }) => day), due.map(({ years }) => years), at],
  );
  return { proposed: proposed.length, next: rows.length < limit ? undefined : rows.at(-1)?.id };
}

/** Dossiers past their retention whose deciding agency is among these, the longest past first, after one of them. */
export async function listRetentionDue(read: Pick<Statements, 'rows'>, { agencies, after, limit }: { readonly agencies: readonly string[]; readonly after?: { readonly at: number; readonly key: string }; readonly limit: number }): Promise<readonly DueDossier[]> {
  const rows = await read.rows<DueRow>(`${DUE} AND d.competent_agency = ANY($1::text[]) AND ($2::integer IS NULL OR (r.due_on, r.dossier_id) > ($2, $3::uuid)) ORDER BY r.due_on, r.dossier_id LIMIT $4`, [
    agencies, after?.at ?? null, after?.key ?? null, limit,
  ]);
  return rows.map(dueOf);
}

/** The dossier of a code where it is past its retention by the settings of now. */
export async function findRetentionDue({ database, rules }: Pick<Engine, 'database' | 'rules'>, code: string, at: Instant): Promise<DueDossier | undefined> {
  const row = await database.read.first<DueRow>(`${DUE} AND d.code = $1`, [code]);
  if (row === undefined) {
    return undefined;
  }
  const end = endOf((await rules.settings(database.read)).retention, row);
  return end !== undefined && end.day <= localDateOf(at) ? dueOf(row) : undefined;
}

/** A first person's word that the personal data of a dossier may go; the erasure itself is another person's command. */
export async function confirmRetention(engine: Pick<Engine, 'database' | 'rules'>, code: string, { actor, decisionNumber }: { readonly actor: Actor; readonly decisionNumber: string }, at: Instant): Promise<RetentionWord> {
  const due = await findRetentionDue(engine, code, at);
  if (due === undefined) {
    return 'not-due';
  }
  const taken = await engine.database.read.rows('UPDATE retention_due SET confirmed_at = $2, confirmed_by = $3, decision_number = $4 WHERE dossier_id = $1 AND confirmed_at IS NULL RETURNING dossier_id', [
    due.id, at, actor.subject, decisionNumber,
  ]);
  return taken.length === 0 ? 'confirmed-before' : 'confirmed';
}

function endOf(retention: Parameters<typeof retentionRuleOf>[0], { procedure_code: procedure, field_code: field, occurred_at }: ClosedRow): { readonly day: number; readonly years: number } | undefined {
  const rule = retentionRuleOf(retention, { procedure, field });
  return rule === undefined ? undefined : { day: retentionEnd(rule, localDateOf(instant(occurred_at))), years: rule.years };
}

function dueOf({ id, code, agency, procedure_name, due_on, years, confirmed_at, confirmed_by, decision_number }: DueRow): DueDossier {
  const confirmed = confirmed_at === null || confirmed_by === null || decision_number === null ? undefined : { by: confirmed_by, at: confirmed_at, decisionNumber: decision_number };
  return { id, code, agency, procedureName: procedure_name, dueOn: formatLocalDate(localDate(due_on)), day: due_on, years, confirmed };
}
