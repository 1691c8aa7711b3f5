import { formatLocalDate, type Instant } from '#domain';
import { type DaySpan, type LateTarget, targetInForce, type TargetInForce, type TargetScope } from '#domain/figures';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import type { Reader } from '../rule-book.js';

/** A target as somebody decided it. */
export type TargetInput = TargetScope & {
  /** Hundredths of a percent; null: the scope has no target of its own from then on. */
  readonly target: number | null;
  readonly validFrom: string;
  readonly validUntil?: string;
  readonly documentNumber: string;
};

/** A target with who entered it and when. */
export interface EnteredTarget extends LateTarget {
  readonly enteredAt: number;
  readonly enteredBy: string;
}

interface Row {
  readonly number: number;
  readonly agency: string | null;
  readonly field_code: string | null;
  readonly procedure_code: string | null;
  readonly target: number | null;
  readonly valid_from: string;
  readonly valid_until: string | null;
  readonly document_number: string;
  readonly entered_at: number;
  readonly entered_by: string;
  readonly request_hash: string;
}

const COLUMNS = 'number, agency, field_code, procedure_code, target, valid_from, valid_until, document_number, entered_at, entered_by, request_hash';

/** What entering a target came to. */
export type TargetEntry = { readonly kind: 'entered'; readonly target: EnteredTarget } | { readonly kind: 'key-conflict' | 'unknown-field' | 'unknown-procedure' };

/** Enters a target, once for a key. Versions are never changed: a later one for the same scope counts instead. */
export async function enterTarget(
  engine: Pick<Engine, 'database'>,
  { province, ...input }: TargetInput & { readonly province: string },
  request: { readonly by: string; readonly key: string; readonly hash: string },
  at: Instant,
): Promise<TargetEntry> {
  return engine.database.transaction(async (tx): Promise<TargetEntry> => {
    const unknown = await unknownPart(tx, input);
    if (unknown !== undefined) {
      return { kind: unknown };
    }
    const row =
      (await tx.first<Row>(
        `INSERT INTO late_target (province, agency, field_code, procedure_code, target, valid_from, valid_until, document_number, entered_at, entered_by, request_key, request_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (entered_by, request_key) DO NOTHING RETURNING ${COLUMNS}`,
        [
          province, input.agency ?? null, input.field ?? null, input.procedure ?? null, input.target, input.validFrom, input.validUntil ?? null, input.documentNumber,
          at, request.by, request.key, request.hash,
        ],
      )) ?? (await tx.first<Row>(`SELECT ${COLUMNS} FROM late_target WHERE entered_by = $1 AND request_key = $2`, [request.by, request.key]));
    return row?.request_hash === request.hash ? { kind: 'entered', target: targetOf(row) } : { kind: 'key-conflict' };
  });
}

async function unknownPart(tx: Transaction, { field, procedure }: TargetScope): Promise<'unknown-field' | 'unknown-procedure' | undefined> {
  if (procedure !== undefined && (await fieldOf(tx, procedure)) === undefined) {
    return 'unknown-procedure';
  }
  const known = field === undefined || (await tx.first(`SELECT 1 FROM procedure_version WHERE data->'field'->>'code' = $1 LIMIT 1`, [field])) !== undefined;
  return known ? undefined : 'unknown-field';
}

/** The field of a procedure by its last version; `undefined` where nobody published it. */
export async function fieldOf(read: Reader, procedure: string): Promise<string | undefined> {
  return (await read.first<{ field: string | null }>(`SELECT data->'field'->>'code' AS field FROM procedure_version WHERE code = $1 ORDER BY version DESC LIMIT 1`, [procedure]))?.field ?? undefined;
}

/** A page of the targets of a province, the last entered first. */
export async function listTargets(read: Reader, { province, before, limit }: { readonly province: string; readonly before?: number; readonly limit: number }): Promise<readonly EnteredTarget[]> {
  const rows = await read.rows<Row>(`SELECT ${COLUMNS} FROM late_target WHERE province = $1 AND ($2::bigint IS NULL OR number < $2) ORDER BY number DESC LIMIT $3`, [province, before ?? null, limit]);
  return rows.map(targetOf);
}

/** All targets of a province; decisions are few. */
export async function readTargets(read: Reader, province: string): Promise<readonly LateTarget[]> {
  return (await read.rows<Row>(`SELECT ${COLUMNS} FROM late_target WHERE province = $1 ORDER BY number`, [province])).map(targetOf);
}

/** The target of a scope for a period: the one in force on its last day. A procedure asked about without its field is looked up. */
export async function findTarget(engine: Pick<Engine, 'database' | 'rules'>, { province, ...scope }: TargetScope & { readonly province: string }, { last }: DaySpan): Promise<TargetInForce> {
  const { read } = engine.database;
  const { lateTarget } = await engine.rules.settings(read);
  const targets = await readTargets(read, province);
  const field = scope.field ?? (scope.procedure === undefined || targets.length === 0 ? undefined : await fieldOf(read, scope.procedure));
  return targetInForce(targets, { ...scope, ...(field === undefined ? {} : { field }) }, formatLocalDate(last), lateTarget);
}

function targetOf(row: Row): EnteredTarget {
  return {
    number: row.number,
    scope: {
      ...(row.agency === null ? {} : { agency: row.agency }),
      ...(row.field_code === null ? {} : { field: row.field_code }),
      ...(row.procedure_code === null ? {} : { procedure: row.procedure_code }),
    },
    ...(row.target === null ? {} : { target: row.target }),
    validFrom: row.valid_from,
    ...(row.valid_until === null ? {} : { validUntil: row.valid_until }),
    documentNumber: row.document_number,
    enteredAt: row.entered_at,
    enteredBy: row.entered_by,
  };
}
