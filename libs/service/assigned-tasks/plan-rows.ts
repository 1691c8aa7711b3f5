import type { LocalDate, PlanReading } from '#domain';
import type { Transaction } from '#persistence';
import type { DocumentFormat } from '../document-tables/read-document.js';
import type { Engine } from '../engine.js';

/** What a plan was read from: a document, or what a person entered. */
export type PlanFormat = DocumentFormat | 'entered';

/** What is known of a plan without opening it. */
export interface PlanSummary {
  readonly id: string;
  /** Who issued it, and its number and day. */
  readonly agency: string;
  readonly province: string;
  readonly number: string;
  readonly issuedOn: LocalDate;
  /** The last day of the plan: continuous work is looked at then, and no report of it begins later. */
  readonly endsOn: LocalDate;
  readonly format: PlanFormat;
  /** Hash of the document. */
  readonly sha256: string;
  readonly uploadedBy: string;
  readonly uploadedAt: number;
  readonly confirmedBy?: string;
  readonly confirmedAt?: number;
}

/** A plan with what was read of it. */
export interface TaskPlan extends PlanSummary {
  readonly reading: PlanReading;
}

/** A row of `task_plan`. */
export interface PlanRow {
  readonly id: string;
  readonly agency: string;
  readonly province: string;
  readonly number: string;
  readonly issued_on: LocalDate;
  readonly ends_on: LocalDate;
  readonly format: PlanFormat;
  readonly sha256: string;
  readonly uploaded_by: string;
  readonly uploaded_at: number;
  readonly confirmed_by: string | null;
  readonly confirmed_at: number | null;
  readonly confirmation_hmac: string | null;
  readonly request_hmac: string;
  readonly content: Buffer;
  readonly key_ref: string;
}

const SUMMARY = 'id, agency, province, number, issued_on, ends_on, format, sha256, uploaded_by, uploaded_at, confirmed_by, confirmed_at';
/** What is selected for a `PlanRow`. */
export const PLAN_COLUMNS = `${SUMMARY}, confirmation_hmac, request_hmac, content, key_ref`;

/** Plans issued by some agencies, the latest upload first, after a key. */
export async function listPlans(tx: Pick<Transaction, 'rows'>, { agencies, limit, before }: { readonly agencies: readonly string[]; readonly limit: number; readonly before?: { readonly at: number; readonly id: string } }): Promise<readonly PlanSummary[]> {
  const rows = await tx.rows<PlanRow>(
    `SELECT ${SUMMARY} FROM task_plan WHERE agency = ANY($1) AND ($2::bigint IS NULL OR (uploaded_at, id) < ($2, $3::uuid)) ORDER BY uploaded_at DESC, id DESC LIMIT $4`,
    [agencies, before?.at ?? null, before?.id ?? null, limit],
  );
  return rows.map(summaryOf);
}

/** A plan with what was read of it; `undefined` when there is none. */
export async function findPlan({ database, vault }: Pick<Engine, 'database' | 'vault'>, id: string): Promise<TaskPlan | undefined> {
  const row = await database.read.first<PlanRow>(`SELECT ${PLAN_COLUMNS} FROM task_plan WHERE id = $1`, [id]);
  return row === undefined ? undefined : { ...summaryOf(row), reading: await readingOf(database.read, vault, row) };
}

/** Opens what was read of a plan. */
export async function readingOf(tx: Pick<Transaction, 'first'>, vault: Engine['vault'], { id, key_ref, content }: PlanRow): Promise<PlanReading> {
  return JSON.parse((await vault.open(tx, key_ref, contextOfPlan(id), content)).toString('utf8')) as PlanReading;
}

/** The place what was read of a plan is sealed for. */
export function contextOfPlan(id: string): string {
  return `task-plan:${id}`;
}

/** A row as its summary. */
export function summaryOf(row: PlanRow): PlanSummary {
  return {
    id: row.id,
    agency: row.agency,
    province: row.province,
    number: row.number,
    issuedOn: row.issued_on,
    endsOn: row.ends_on,
    format: row.format,
    sha256: row.sha256,
    uploadedBy: row.uploaded_by,
    uploadedAt: row.uploaded_at,
    ...(row.confirmed_by === null ? {} : { confirmedBy: row.confirmed_by }),
    ...(row.confirmed_at === null ? {} : { confirmedAt: row.confirmed_at }),
  };
}
