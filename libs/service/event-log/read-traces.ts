import { type DossierState, eventOfRow, foldEvent, type Instant, localDate, startOfDay } from '#domain';
import { type DaySpan, logEntries, type LogEntry } from '#domain/figures';
import type { Statements } from '#persistence';
import type { Engine } from '../engine.js';
import { chainedRowOf, type EventRow } from '../event-rows.js';
import { ledgersOf } from '../ledgers-of.js';
import { FIRST_ID } from '../first-id.js';

/** Which dossiers are exported: received in these days, of a province or some of its agencies. */
export interface EventLogQuery {
  readonly province: string;
  /** Competent agencies; absent: the whole province. */
  readonly agencies?: readonly string[];
  readonly days: DaySpan;
}

/** A dossier's life for process mining. Nothing of it is about applicants; people of the staff are pseudonyms. */
export interface Trace {
  readonly code: string;
  readonly procedure: string;
  readonly caseCode: string;
  readonly channel: string;
  readonly agency: string;
  readonly status: string;
  readonly dueAt?: Instant;
  readonly punctuality?: string;
  /** In the order in which it happened. */
  readonly entries: readonly LogEntry[];
}

const DOSSIERS_AT_ONCE = 100;

/**
 * Traces of dossiers in the order they were received, each with its whole life so far, a hundred in memory at a time and at the pace of who
 * takes them. Each trace is of its own moment. Staff appear under a pseudonym that only the installation's master key could tell and that
 * is another in every trace: hand-overs within a dossier can be mined, but no person's work adds up over dossiers, so nobody is
 * ranked even by who may look up one dossier and so learn whom a pseudonym of it means.
 */
export async function* readTraces(engine: Pick<Engine, 'database' | 'vault'>, query: EventLogQuery): AsyncGenerator<Trace> {
  const { read } = engine.database;
  let after: Place | undefined = { at: -1, id: FIRST_ID };
  while (after !== undefined) {
    const places: readonly Place[] = await readPlaces(read, query, after);
    const ids = places.map(({ id }) => id);
    const ledgers = await ledgersOf(read, ids);
    for (const dossier of ids) {
      const events = ledgers.get(dossier) ?? [];
      yield traceOf(events, (subject) => `p-${engine.vault.hmac('event-log', `${dossier}:${subject}`).slice(0, 16)}`);
    }
    after = places.length < DOSSIERS_AT_ONCE ? undefined : places.at(-1);
  }
}

interface Place {
  readonly at: number;
  readonly id: string;
}

async function readPlaces(read: Pick<Statements, 'rows'>, { province, agencies, days }: EventLogQuery, after: Place): Promise<readonly Place[]> {
  return read.rows<Place>(
    `SELECT received_at AS at, id FROM dossier
     WHERE province = $1 AND ($2::text[] IS NULL OR competent_agency = ANY($2::text[])) AND received_at >= $3::bigint AND received_at < $4::bigint AND (received_at, id) > ($5::bigint, $6::uuid)
     ORDER BY received_at, id LIMIT ${String(DOSSIERS_AT_ONCE)}`,
    [province, agencies ?? null, startOfDay(days.first), startOfDay(localDate(days.last + 1)), after.at, after.id],
  );
}

function traceOf(rows: readonly EventRow[], pseudonymOf: (subject: string) => string): Trace {
  const entries: LogEntry[] = [];
  let state: DossierState | undefined;
  for (const row of rows) {
    const event = eventOfRow(chainedRowOf(row));
    const after = foldEvent(state, event);
    // The agencies of applicants, of the portal and of the engine itself are none in which somebody works.
    const isStaff = !['citizen', 'portal', 'system'].includes(row.actor.role);
    entries.push(...logEntries(state, event, after, isStaff ? row.actor : { subject: row.actor.role }).map((entry) => withPseudonym(entry, isStaff, pseudonymOf)));
    state = after;
  }
  if (state === undefined) {
    throw new RangeError('A dossier begins with an event');
  }
  const { code, procedure, channel, competentAgency: agency, status, dueAt, finish } = state;
  return {
    code,
    procedure: procedure.code,
    caseCode: procedure.caseCode,
    channel,
    agency,
    status,
    ...(dueAt === undefined ? {} : { dueAt: dueAt as Instant }),
    ...(finish === undefined ? {} : { punctuality: finish.punctuality }),
    entries: entries.toSorted((a, b) => a.at - b.at),
  };
}

function withPseudonym({ resource, ...entry }: LogEntry, isStaff: boolean, pseudonymOf: (subject: string) => string): LogEntry {
  const isPerson = isStaff || entry.activity.startsWith('stage:');
  return { ...entry, ...(resource === undefined ? {} : { resource: isPerson ? pseudonymOf(resource) : resource }) };
}
