import type { ChainedCaseRow, ChainHead } from '#domain';
import type { Transaction } from '#persistence';
import { type CaseEventRow, chainedCaseRow, SELECTED_CASE_EVENT } from '../cases/case-rows.js';
import type { StoredCaseRecord } from '../cases/case-records.js';
import { CLOCK_COLUMNS, type ClockRow } from '../cases/clock-rows.js';
import type { CaseProjection } from '../cases/write-case.js';
import { FIRST_ID } from '../first-id.js';
import { isCommandId } from './read-dossiers.js';

/** Columns of a case's row that its events make. */
export type StoredCaseRow = CaseProjection & { readonly kind: string; readonly code: string; readonly province: string; readonly dossier_id: string | null; readonly opened_at: number };

/** Everything stored of one case that verification compares. */
export interface StoredCase {
  readonly id: string;
  readonly code: string;
  readonly head: ChainHead;
  readonly row: StoredCaseRow;
  readonly carriedBy: string;
  readonly settledAt: number;
  readonly snapshot: string;
  /** In order of `seq`. */
  readonly events: readonly ChainedCaseRow[];
  /** In order of clock and round. */
  readonly clocks: readonly ClockRow[];
  readonly records: ReadonlyMap<number, StoredCaseRecord>;
  /** Commands its events name as their cause, by id; other cases' may be among them. */
  readonly commands: ReadonlyMap<string, StoredCaseCommand>;
}

/** Who gave a command to which case and when, and how it ended. */
export interface StoredCaseCommand {
  readonly id: string;
  readonly case_id: string;
  readonly actor_subject: string;
  readonly accepted_at: number;
  readonly outcome: { readonly kind: string; readonly seq?: readonly [number, number] };
}

type Head = StoredCaseRow & { readonly id: string; readonly last_seq: number; readonly last_hash: string; readonly carried_by: string; readonly settled_at: number; readonly calendar_snapshot: string };

const CASES_AT_ONCE = 200;

/** Every case in order of its id, some hundreds in memory at a time. */
export async function* readCases(tx: Pick<Transaction, 'rows'>): AsyncGenerator<StoredCase> {
  let after: string | undefined = FIRST_ID;
  while (after !== undefined) {
    const heads: readonly Head[] = await tx.rows<Head>(
      `SELECT id, code, kind, province, agency, owner, coordinating, dossier_id, opened_at, outcome, next_point_at, carried_by, last_seq, last_hash, settled_at, calendar_snapshot
       FROM deadline_case WHERE id > $1 ORDER BY id LIMIT ${String(CASES_AT_ONCE)}`,
      [after],
    );
    yield* await withParts(tx, heads);
    after = heads.length < CASES_AT_ONCE ? undefined : heads.at(-1)?.id;
  }
}

async function withParts(tx: Pick<Transaction, 'rows'>, heads: readonly Head[]): Promise<readonly StoredCase[]> {
  const ids = heads.map(({ id }) => id);
  const [rows, clocks, records] = await Promise.all([
    tx.rows<CaseEventRow>(`SELECT ${SELECTED_CASE_EVENT} FROM case_event e WHERE e.case_id = ANY($1::uuid[]) ORDER BY e.case_id, e.seq`, [ids]),
    tx.rows<ClockRow & { case_id: string }>(`SELECT case_id, ${CLOCK_COLUMNS.join(', ')} FROM case_clock WHERE case_id = ANY($1::uuid[]) ORDER BY clock COLLATE "C", round`, [ids]),
    tx.rows<StoredCaseRecord & { case_id: string }>('SELECT case_id, version, kind, ciphertext, key_ref FROM case_record WHERE case_id = ANY($1::uuid[])', [ids]),
  ]);
  const causes = [...new Set(rows.map(({ cause }) => cause).filter(isCommandId))];
  const commands = await tx.rows<StoredCaseCommand>('SELECT id, case_id, actor_subject, accepted_at, outcome FROM case_command WHERE id = ANY($1::uuid[])', [causes]);
  const [eventsOf, clocksOf, recordsOf] = [Map.groupBy(rows.map(chainedCaseRow), ({ caseId }) => caseId), Map.groupBy(clocks, ({ case_id }) => case_id), Map.groupBy(records, ({ case_id }) => case_id)];
  return heads.map(({ id, last_seq, last_hash, carried_by, settled_at, calendar_snapshot, ...row }) => ({
    id,
    code: row.code,
    head: { seq: last_seq, hash: last_hash },
    row,
    carriedBy: carried_by,
    settledAt: settled_at,
    snapshot: calendar_snapshot,
    events: eventsOf.get(id) ?? [],
    clocks: (clocksOf.get(id) ?? []).map(({ case_id: _, ...clock }) => clock),
    records: new Map((recordsOf.get(id) ?? []).map((record) => [record.version, record])),
    commands: new Map(commands.map((command) => [command.id, command])),
  }));
}
