import { addLimit, type CalendarBook, type Instant, withinCalendar } from '#domain';
import { type MorningLine, reasonOf, workingMinutesLeft } from '#domain/figures';
import { dueWithin, lateAt, type QueueRequest } from '../dossiers/queues.js';
import type { Engine } from '../engine.js';
import type { Reader } from '../rule-book.js';
import { calendarOf } from '../staff/notices.js';
import { FIRST_ID } from '../first-id.js';

/** Whose lines are asked for, at a moment. */
export interface MorningQuestion {
  readonly scope: QueueRequest['scope'];
  /** Only lines this officer works on. */
  readonly officer?: string;
  readonly at: Instant;
}

/** Where a page goes on: after the line of this agency, due moment and dossier. */
export interface MorningKey {
  readonly agency: string;
  readonly dueAt: number;
  readonly id: string;
}

/** How many lines a list has. */
export interface MorningCounts {
  readonly late: number;
  readonly soon: number;
}

/** The competent agencies of the installation with the moment until which a date counts as soon on their calendars; one without a calendar has no soon. */
export interface MorningAgencies {
  readonly book: CalendarBook;
  readonly soonUntil: ReadonlyMap<string, Instant>;
}

interface Row {
  readonly id: string;
  readonly code: string;
  readonly status: string;
  readonly competent_agency: string;
  readonly receiving_agency: string;
  readonly procedure_code: string;
  readonly procedure_version: number;
  readonly holders: readonly string[];
  readonly officers: readonly string[];
  readonly stages: readonly string[];
  readonly due_at: number;
  readonly late: boolean;
  readonly pause_ground: string | null;
  readonly awaited_due_at: number | null;
  readonly delay_reason: string | null;
}

/** Before every line. */
const FIRST: MorningKey = { agency: '', dueAt: 0, id: FIRST_ID };

/** What "soon" means for every agency at a moment. */
export async function morningAgencies({ rules }: Pick<Engine, 'rules'>, read: Reader, at: Instant): Promise<MorningAgencies> {
  const book = await rules.calendars(read, await rules.currentSnapshot(read));
  const { soonLead } = (await rules.settings(read)).morning;
  const until = (agency: string): Instant => {
    const calendar = calendarOf(book, agency);
    return (calendar && withinCalendar(() => addLimit(at, soonLead, calendar))) ?? at;
  };
  return { book, soonUntil: new Map([...(await rules.agencies(read)).keys()].map((agency) => [agency, until(agency)])) };
}

/**
 * A page of what is late and due soon, by competent agency and then by the due moment: what is late the longest comes first. One
 * statement; an agency's lines are a range of the index of open dossiers, so what is not due yet is not read.
 */
export async function listMorning(engine: Pick<Engine, 'database'>, question: MorningQuestion, agencies: MorningAgencies, page: { readonly limit: number; readonly after?: MorningKey }, read: Reader = engine.database.read): Promise<readonly MorningLine[]> {
  const after = page.after ?? FIRST;
  const ahead = [...agencies.soonUntil].filter(([agency]) => agency >= after.agency);
  const rows = await read.rows<Row>(
    `WITH ${LISTED}, page AS (
       SELECT * FROM listed WHERE (competent_agency COLLATE "C", due_at, id) > ($7, $8::bigint, $9::uuid)
       ORDER BY competent_agency COLLATE "C", due_at, id LIMIT $10
     )
     SELECT id, code, status, competent_agency, receiving_agency, procedure_code, procedure_version, holders, officers, stages, due_at, late, pause_ground, awaited_due_at,
            (SELECT e.payload->>'reasonCode' FROM dossier_event e WHERE e.dossier_id = page.id AND e.type IN ('DelayReasonSupplied', 'LatenessForecast') ORDER BY e.seq DESC LIMIT 1) AS delay_reason
     FROM page ORDER BY competent_agency COLLATE "C", due_at, id`,
    [...parametersOf(question, ahead), after.agency, after.dueAt, after.id, page.limit],
  );
  return rows.map((row) => lineOf(row, question.at, agencies.book));
}

/** How many lines the list of a question has, under the conditions of the list. */
export async function countMorning(read: Reader, question: MorningQuestion, agencies: MorningAgencies): Promise<MorningCounts> {
  const row = await read.first<MorningCounts>(`WITH ${LISTED} SELECT count(*) FILTER (WHERE late) AS late, count(*) FILTER (WHERE NOT late) AS soon FROM listed`, parametersOf(question, [...agencies.soonUntil]));
  return row ?? { late: 0, soon: 0 };
}

// A recorded lateness keeps its date, so what is late was due before now and lies within the range as well.
const LISTED = `morning (agency, soon_until) AS (SELECT * FROM unnest($1::text[], $2::bigint[])),
  listed AS (
    SELECT d.*, (${lateAt('$3::bigint')}) AS late FROM morning m JOIN dossier d ON d.competent_agency = m.agency
    WHERE NOT d.closed AND d.due_at <= m.soon_until AND ((${lateAt('$3::bigint')}) OR (${dueWithin('$3::bigint', 'm.soon_until')}))
      AND ($4::text IS NULL OR d.province = $4) AND ($4::text IS NOT NULL OR d.receiving_agency = ANY($5) OR d.competent_agency = ANY($5) OR d.holders && $5::text[])
      AND ($6::text IS NULL OR $6 = ANY(d.officers))
  )`;

function parametersOf({ scope, officer, at }: MorningQuestion, agencies: readonly (readonly [string, Instant])[]): readonly unknown[] {
  const province = 'province' in scope ? scope.province : null;
  return [agencies.map(([agency]) => agency), agencies.map(([, until]) => until), at, province, 'agencies' in scope ? scope.agencies : [], officer ?? null];
}

function lineOf(row: Row, at: Instant, book: CalendarBook): MorningLine {
  const { holders, officers, stages, status, late } = row;
  const calendar = calendarOf(book, row.competent_agency);
  const workingMinutes = calendar && workingMinutesLeft(at, row.due_at, calendar);
  return {
    id: row.id,
    code: row.code,
    agency: row.competent_agency,
    receivingAgency: row.receiving_agency,
    holders,
    officers,
    procedure: { code: row.procedure_code, version: row.procedure_version },
    status,
    stages,
    dueAt: row.due_at,
    late,
    ...(workingMinutes === undefined ? {} : { workingMinutes }),
    reason: reasonOf({
      status,
      ...(row.pause_ground === null ? {} : { pauseGround: row.pause_ground }),
      ...(row.delay_reason === null ? {} : { delayReason: row.delay_reason }),
      awaitsAgency: row.awaited_due_at !== null,
      stages,
      officers,
    }),
  };
}
