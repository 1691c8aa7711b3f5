import { isDeepStrictEqual } from 'node:util';
import { caseEventOfRow, type CaseState, foldCase } from '#domain';
import type { Transaction } from '#persistence';
import { type CaseEventRow, chainedCaseRow, SELECTED_CASE_EVENT } from '../cases/case-rows.js';
import { CLOCK_COLUMNS, clockRow } from '../cases/clock-rows.js';
import { caseProjection, writeClocks } from '../cases/write-case.js';
import { FEEDBACK_COLUMNS, feedbackRow, ROUND_COLUMNS, roundRow, writeFeedback } from '../feedback/write-feedback.js';
import { ANNOUNCEMENT_COLUMNS, announcementRow, updateAnnouncement } from '../publication/announcement-rows.js';
import { type Differing, onceEach, sumOfDiffering } from './differing.js';
import type { PassPurpose } from './pass-state.js';

/** The ledger of a publication, feedback or task cannot be folded: nothing of it is rewritten. */
export class UnreadableCaseError extends Error {
  override readonly name = 'UnreadableCaseError';
  constructor(
    readonly caseId: string,
    cause: unknown,
  ) {
    super(`The ledger of case ${caseId} cannot be folded (npm run ledger -- verify names what is wrong): ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

type Columns = Readonly<Record<string, unknown>>;

/** A row that the events of a case make. */
interface MadeRow {
  readonly table: string;
  /** Tells it from others of the same case and table. */
  readonly key: string;
  readonly columns: Columns;
}

const CASE_COLUMNS = ['agency', 'owner', 'coordinating', 'outcome', 'next_point_at'] as const;

/** The tables that hold what cases make, one statement each, with what tells rows of one case apart. */
const TABLES = [
  { table: 'deadline_case', id: 'id', key: `''`, columns: CASE_COLUMNS },
  { table: 'case_clock', id: 'case_id', key: `clock || '#' || round`, columns: CLOCK_COLUMNS },
  { table: 'feedback', id: 'case_id', key: `''`, columns: FEEDBACK_COLUMNS },
  { table: 'feedback_round', id: 'case_id', key: 'round::text', columns: ROUND_COLUMNS },
  { table: 'announcement', id: 'case_id', key: `''`, columns: ANNOUNCEMENT_COLUMNS },
  { table: 'posted_item', id: 'case_id', key: `''`, columns: ['changed_on'] },
] as const;

/** What comparing a page of cases came to; as of dossiers, up to the first that somebody held. */
export interface ComparedCases {
  readonly done: readonly string[];
  readonly differing: Differing;
  readonly isLast: boolean;
}

/** Compares the next cases with their ledgers and, to repair, rewrites what differs. Never waits for a row. */
export async function compareCases(tx: Transaction, purpose: PassPurpose, after: string, limit: number): Promise<ComparedCases> {
  const ids = (await tx.rows<{ id: string }>('SELECT id FROM deadline_case WHERE id > $1 ORDER BY id LIMIT $2', [after, limit])).map(({ id }) => id);
  const suspects = [...(await differingRows(tx, ids)).keys()];
  const locked = new Set((await tx.rows<{ id: string }>('SELECT id FROM deadline_case WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE SKIP LOCKED', [suspects])).map(({ id }) => id));
  const held = suspects.find((id) => !locked.has(id));
  const mine = suspects.slice(0, held === undefined ? suspects.length : suspects.indexOf(held));
  let differing: Differing = {};
  for (const [id, { state, found }] of await differingRows(tx, mine)) {
    differing = found.reduce((sum, { table, columns }) => sumOfDiffering(sum, onceEach(table, columns)), differing);
    if (purpose === 'repair') {
      await rewrite(tx, id, state, new Set(found.map(({ table }) => table)));
    }
  }
  return { done: ids.slice(0, held === undefined ? ids.length : ids.indexOf(held)), differing, isLast: held === undefined && ids.length < limit };
}

interface DifferingCase {
  readonly state: CaseState;
  readonly found: readonly { readonly table: string; readonly columns: readonly string[] }[];
}

/** The cases of which a row is missing or differs, in order of id. */
async function differingRows(tx: Pick<Transaction, 'rows'>, ids: readonly string[]): Promise<ReadonlyMap<string, DifferingCase>> {
  if (ids.length === 0) {
    return new Map();
  }
  const stored = new Map<string, Columns>();
  for (const { table, id, key, columns } of TABLES) {
    const rows = await tx.rows<Columns & { of_case: string; place: string }>(`SELECT ${id} AS of_case, ${key} AS place, ${columns.join(', ')} FROM ${table} WHERE ${id} = ANY($1::uuid[])`, [ids]);
    for (const { of_case, place, ...row } of rows) {
      stored.set(`${table} ${of_case} ${place}`, row);
    }
  }
  const events = await tx.rows<CaseEventRow>(`SELECT ${SELECTED_CASE_EVENT} FROM case_event e WHERE e.case_id = ANY($1::uuid[]) ORDER BY e.case_id, e.seq`, [ids]);
  const ledgers = Map.groupBy(events, ({ case_id }) => case_id);
  const differing = new Map<string, DifferingCase>();
  for (const id of ids) {
    const state = foldedCase(id, ledgers.get(id) ?? []);
    const found = madeRows(state).flatMap(({ table, key, columns }) => {
      const row = stored.get(`${table} ${id} ${key}`);
      const wrong = Object.keys(columns).filter((column) => !isDeepStrictEqual(row?.[column], columns[column]));
      return wrong.length === 0 ? [] : [{ table, columns: wrong }];
    });
    if (found.length > 0) {
      differing.set(id, { state, found });
    }
  }
  return differing;
}

function foldedCase(id: string, rows: readonly CaseEventRow[]): CaseState {
  try {
    return foldCase(rows.map((row) => caseEventOfRow(chainedCaseRow(row))));
  } catch (error) {
    throw new UnreadableCaseError(id, error);
  }
}

/** Every row the events of a case make. What entering it or its request adds stands in no event and is left alone. */
function madeRows(state: CaseState): readonly MadeRow[] {
  const { own, clocks, openedAt } = state;
  return [
    { table: 'deadline_case', key: '', columns: { ...caseProjection(state) } },
    ...clocks.map((clock) => ({ table: 'case_clock', key: `${clock.clock}#${String(clock.round)}`, columns: { ...clockRow(clock) } })),
    ...(own.kind === 'feedback' && (own.received !== undefined || own.urging !== undefined)
      ? [{ table: 'feedback', key: '', columns: feedbackRow(own, openedAt) }, ...own.rounds.map((round, index) => ({ table: 'feedback_round', key: String(index + 1), columns: roundRow(round, index + 1) }))]
      : []),
    ...(own.kind === 'publication' && own.announcement !== undefined ? [{ table: 'announcement', key: '', columns: announcementRow(own.announcement, own.announcement.leads) }] : []),
    ...(own.kind === 'publication' && own.posted !== undefined ? [{ table: 'posted_item', key: '', columns: { changed_on: own.posted.changedOn } }] : []),
  ];
}

/** Writes everything of the tables in which something differed, of a case whose row is held. */
async function rewrite(tx: Transaction, id: string, state: CaseState, tables: ReadonlySet<string>): Promise<void> {
  const { agency, owner, coordinating, outcome, next_point_at } = caseProjection(state);
  if (tables.has('deadline_case')) {
    await tx.run('UPDATE deadline_case SET agency = $2, owner = $3, coordinating = $4, outcome = $5, next_point_at = $6 WHERE id = $1', [id, agency, owner, coordinating, outcome, next_point_at]);
  }
  if (tables.has('case_clock')) {
    await writeClocks(tx, id, state.clocks);
  }
  if (tables.has('feedback') || tables.has('feedback_round')) {
    await writeFeedback(tx, id, undefined, state);
  }
  if (state.own.kind === 'publication' && state.own.announcement !== undefined && tables.has('announcement')) {
    await updateAnnouncement(tx, id, state.own.announcement, state.own.announcement.leads);
  }
  if (state.own.kind === 'publication' && state.own.posted !== undefined && tables.has('posted_item')) {
    await tx.run('UPDATE posted_item SET changed_on = $2 WHERE case_id = $1', [id, state.own.posted.changedOn]);
  }
}
