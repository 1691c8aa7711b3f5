import { isDeepStrictEqual } from 'node:util';
import { CalendarRangeError, caseEventOfRow, type CalendarBook, type CaseEvent, type CaseState, findCaseFault, findClockFault, foldCaseEvent, MissingCalendarError, needsWorkflow } from '#domain';
import type { Transaction } from '#persistence';
import { clockRow } from '../cases/clock-rows.js';
import { openCaseRecord } from '../cases/case-records.js';
import { caseProjection } from '../cases/write-case.js';
import type { Engine } from '../engine.js';
import { commitTo } from '../personal/personal-record.js';
import { SealedDataError } from '../vault/cipher.js';
import { DataKeyError } from '../vault/vault.js';
import { faultOfChain, formatMoment, type LedgerFault, nameOfEvent } from './fault.js';
import type { StoredCase, StoredCaseRow } from './read-cases.js';
import { isCommandId } from './read-dossiers.js';
import { findBrokenLink } from './sound-chain.js';
import { hasSoundKey, referencesIn } from './verify-records.js';

type Verifying = Pick<Engine, 'vault' | 'sha256'> & Partial<Pick<Engine, 'rules'>>;
type Reading = Pick<Transaction, 'first' | 'rows'>;
type Found = Pick<LedgerFault, 'kind' | 'detail'> & Partial<Pick<LedgerFault, 'seq' | 'column'>>;

/**
 * Checks one case: its chain and head, its row and clocks against its events, its commands, its dates against the calendars
 * they were counted on, its evidence against the files it recorded, its records against their commitments.
 */
export async function findFaultOfCase(engine: Verifying, tx: Reading, stored: StoredCase, snapshots: ReadonlySet<string>): Promise<LedgerFault | undefined> {
  const named = { caseId: stored.id, code: stored.code };
  const broken = chainFault(engine, stored);
  if (broken !== undefined) {
    return { ...broken, ...named };
  }
  const told = tellCase(stored);
  if ('fault' in told) {
    return { ...told.fault, ...named };
  }
  const fault =
    rowFault(stored, told, snapshots) ??
    clocksFault(stored, told.state) ??
    forgedFault(stored, told.events) ??
    (await dateFault(engine, tx, told.events)) ??
    (await evidenceFault(tx, told.events)) ??
    (await recordFault(engine, tx, stored, told.events));
  return fault && { ...fault, ...named };
}

function chainFault({ sha256 }: Verifying, { id, code, head, events }: StoredCase): Found | undefined {
  if (events.length === 0) {
    return { kind: 'no-events', detail: `its row says ${String(head.seq)} events, but there is none` };
  }
  const broken = findBrokenLink(events, head, sha256(id), (rows, end) => findCaseFault(id, rows, end, sha256));
  if (broken === undefined) {
    return undefined;
  }
  const { kind, detail, seq } = faultOfChain({ id, code }, broken.fault, broken.row);
  return { kind, detail, ...(seq === undefined ? {} : { seq }) };
}

interface ToldCase {
  readonly events: readonly CaseEvent[];
  readonly state: CaseState;
}

function tellCase({ id, events: rows }: StoredCase): ToldCase | { readonly fault: Found } {
  const events: CaseEvent[] = [];
  let state: CaseState | undefined;
  for (const row of rows) {
    try {
      const event = caseEventOfRow(row);
      state = foldCaseEvent(state, event);
      events.push(event);
    } catch (error) {
      return { fault: { kind: 'unreadable-event', seq: row.seq, detail: `${nameOfEvent(row.seq, row)} cannot be folded: ${error instanceof Error ? error.message : String(error)}` } };
    }
  }
  if (state === undefined) {
    throw new RangeError(`Case ${id} has no events: its chain was to be checked first`);
  }
  return { events, state };
}

function rowFault(stored: StoredCase, { events, state }: ToldCase, snapshots: ReadonlySet<string>): Found | undefined {
  const { kind, code, province, dossier = null } = state;
  const expected: StoredCaseRow = { kind, code, province, dossier_id: dossier, opened_at: events[0]?.recordedAt ?? 0, ...caseProjection(state) };
  const column = (Object.keys(expected) as (keyof StoredCaseRow)[]).find((name) => !isDeepStrictEqual(stored.row[name], expected[name]));
  if (column !== undefined) {
    return columnFault(column, stored.row[column], `its events give ${JSON.stringify(expected[column])}`);
  }
  if (needsWorkflow(state) && stored.carriedBy !== 'workflow') {
    return columnFault('carried_by', stored.carriedBy, 'somebody has to be warned of it');
  }
  if (!snapshots.has(stored.snapshot)) {
    return columnFault('calendar_snapshot', stored.snapshot, 'there is no such calendar version');
  }
  const unsettled = events.find(({ occurredAt }) => occurredAt > stored.settledAt);
  return unsettled && columnFault('settled_at', stored.settledAt, `${nameOfEvent(unsettled.seq, unsettled)} lies after that`);
}

function columnFault(column: string, stored: unknown, but: string): Found {
  return { kind: 'projection', column, detail: `column ${column} of its row holds ${JSON.stringify(stored)}, but ${but}` };
}

function clocksFault({ clocks }: StoredCase, state: CaseState): Found | undefined {
  const nameOf = ({ clock, round }: { readonly clock: string; readonly round: number }): string => `${clock}#${String(round)}`;
  const expected = new Map(state.clocks.map((clock) => [nameOf(clock), clockRow(clock)]));
  const stray = clocks.find((row) => !expected.has(nameOf(row)));
  if (stray !== undefined) {
    return { kind: 'clock', detail: `clock ${nameOf(stray)} is kept, but its events start none` };
  }
  const kept = new Map(clocks.map((row) => [nameOf(row), row]));
  for (const [name, row] of expected) {
    const other = kept.get(name);
    if (!isDeepStrictEqual(other, row)) {
      return { kind: 'clock', detail: other === undefined ? `clock ${name} is not kept, but its events start it` : `clock ${name} is kept as ${JSON.stringify(other)}, but its events give ${JSON.stringify(row)}` };
    }
  }
  return undefined;
}

function forgedFault({ id, commands }: StoredCase, events: readonly CaseEvent[]): Found | undefined {
  const forged = events.find(({ cause, seq, actor, recordedAt }) => {
    if (!isCommandId(cause)) {
      return false;
    }
    const command = commands.get(cause);
    const [first, last] = command?.outcome.seq ?? [0, 0];
    return command?.case_id !== id || command.outcome.kind !== 'applied' || seq < first || seq > last || command.actor_subject !== actor.subject || command.accepted_at !== recordedAt;
  });
  return forged && { kind: 'event-without-command', seq: forged.seq, detail: `${nameOfEvent(forged.seq, forged)} names command ${forged.cause}, but no such command of this case, person and moment was applied` };
}

async function dateFault({ rules }: Verifying, tx: Reading, events: readonly CaseEvent[]): Promise<Found | undefined> {
  if (rules === undefined) {
    return undefined;
  }
  const known = new Map<string, CalendarBook>();
  for (const snapshot of new Set(events.map(({ calendarSnapshot }) => calendarSnapshot))) {
    known.set(snapshot, await rules.calendars(tx, snapshot));
  }
  try {
    const fault = findClockFault(events, (snapshot) => bookOf(known, snapshot));
    const event = fault && events.find(({ seq }) => seq === fault.seq);
    return fault && { kind: 'date', seq: fault.seq, detail: `${nameOfEvent(fault.seq, event)} states ${fault.of} ${valueOf(fault.stated)}, but its calendar and earlier events give ${valueOf(fault.recomputed)}` };
  } catch (error) {
    if (error instanceof CalendarRangeError || error instanceof MissingCalendarError) {
      return { kind: 'date', detail: `a date it states cannot be counted on the calendars it names: ${error.message}` };
    }
    throw error;
  }
}

function bookOf(known: ReadonlyMap<string, CalendarBook>, snapshot: string): CalendarBook {
  const book = known.get(snapshot);
  if (book === undefined) {
    throw new Error(`No calendars were read for the version ${snapshot}`);
  }
  return book;
}

function valueOf(value: number | boolean | undefined): string {
  return value === undefined ? 'nothing' : typeof value === 'number' && value > 1e11 ? formatMoment(value) : String(value);
}

async function evidenceFault(tx: Reading, events: readonly CaseEvent[]): Promise<Found | undefined> {
  const named = events.flatMap((event) => [...evidenceIn(event.payload)].map((ref) => ({ event, ...ref })));
  if (named.length === 0) {
    return undefined;
  }
  const stored = new Map((await tx.rows<{ id: string; sha256: string }>('SELECT id, sha256 FROM stored_file WHERE id = ANY($1::uuid[])', [named.map(({ file }) => file)])).map(({ id, sha256 }) => [id, sha256]));
  const wrong = named.find(({ file, sha256 }) => stored.get(file) !== sha256);
  if (wrong === undefined) {
    return undefined;
  }
  const held = stored.get(wrong.file);
  const but = held === undefined ? 'no such file is stored' : `the stored one has ${held}`;
  return { kind: 'file', seq: wrong.event.seq, detail: `${nameOfEvent(wrong.event.seq, wrong.event)} refers to the file ${wrong.file} under the hash ${wrong.sha256}, but ${but}` };
}

/** References to evidence anywhere in a payload. */
function* evidenceIn(value: unknown): Generator<{ readonly file: string; readonly sha256: string }> {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  if ('file' in value && 'sha256' in value && typeof value.file === 'string' && typeof value.sha256 === 'string') {
    yield { file: value.file, sha256: value.sha256 };
    return;
  }
  for (const member of Object.values(value)) {
    yield* evidenceIn(member);
  }
}

async function recordFault(engine: Verifying, tx: Reading, { id, records }: StoredCase, events: readonly CaseEvent[]): Promise<Found | undefined> {
  const erasure = events.findLast((event) => event.type === 'CaseRecordsErased');
  for (const event of events) {
    for (const { version, commitment } of referencesIn(event.payload)) {
      const stored = records.get(version);
      const named = `record ${String(version)}`;
      if (erasure !== undefined && event.seq < erasure.seq && !erasure.payload.kept.includes(version)) {
        if (stored !== undefined) {
          return { kind: 'record-not-erased', seq: event.seq, detail: `${named} is still there after an event CaseRecordsErased` };
        }
        continue;
      }
      if (stored === undefined) {
        return { kind: 'record-missing', seq: event.seq, detail: `${named} is gone without an event CaseRecordsErased` };
      }
      try {
        if (commitTo(await openCaseRecord(tx, engine.vault, id, stored)) !== commitment) {
          return { kind: 'commitment', seq: event.seq, detail: `${named} is not the one the event committed to` };
        }
      } catch (error) {
        if (error instanceof SealedDataError) {
          return { kind: 'record-unreadable', seq: event.seq, detail: `${named} cannot be decrypted: ${error.message}` };
        }
        if (error instanceof DataKeyError && (await hasSoundKey(engine, tx))) {
          return { kind: 'data-key', seq: event.seq, detail: `${named} cannot be decrypted: ${error.message}` };
        }
        throw error;
      }
    }
  }
  return undefined;
}
