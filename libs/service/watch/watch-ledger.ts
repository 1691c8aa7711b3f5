import { type DossierEvent, type DossierState, type EventType, eventOfRow, foldEvent, type Instant, withinCalendar } from '#domain';
import { lastDaysFinding, WATCHED_ACTS, WATCHED_ENDINGS } from '#domain/figures';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { chainedRowOf, type EventRow } from '../event-rows.js';
import { isInstallationTrouble } from '../installation-trouble.js';
import { nextStretch, readCursor } from '../ledger/new-events.js';
import { calendarOf } from '../staff/notices.js';
import { ledgersOf } from '../ledgers-of.js';
import { type Finding, writeFindings } from './finding.js';
import { findRefilings } from './refilings.js';

/** The transaction-scoped advisory lock of whoever looks at the ledger for the watch list. */
const WATCH_LOCK = `hashtextextended('watch', 0)`;
/** Events of one pass; a full pass is followed by the next at once. */
const WATCH_BATCH = 500;
/** Events after which a dossier may have been filed again, or by somebody else than was known. */
const FILINGS: readonly EventType[] = ['DossierReceived', 'DossierRegistered', 'PersonalDataCorrected'];
const LOOKED_AT: readonly EventType[] = [...new Set<EventType>([...WATCHED_ACTS, ...WATCHED_ENDINGS, ...FILINGS])];

/** The transaction numbers of the database run below those already looked at, so nothing new would be seen. */
export class WatchOrderError extends Error {
  override readonly name = 'WatchOrderError';
}

interface SeenEvent {
  readonly dossier_id: string;
  readonly seq: number;
  readonly type: EventType;
}

interface Pass {
  readonly more: boolean;
  readonly broken: readonly { readonly id: string; readonly error: unknown }[];
}

/**
 * Looks at the events written since the last pass and keeps what the rules of the watch list catch, as the register's loop reads the ledger: by
 * transaction number up to the oldest transaction still running, so that nothing is missed, and in one transaction with the cursor, so
 * that nothing is found twice. Answers whether the next pass should follow at once; nothing is done while somebody else looks.
 * @throws WatchOrderError when the cluster was restored from a logical dump and counts its transactions from below again
 * @throws when a ledger cannot be read: all others are done, and `npm run ledger -- verify` names what is wrong with it
 */
export async function watchLedger(engine: Engine, at: Instant, batch = WATCH_BATCH): Promise<boolean> {
  const { more, broken } = await engine.database.transaction(async (tx): Promise<Pass> => {
    const lock = await tx.first<{ taken: boolean }>(`SELECT pg_try_advisory_xact_lock(${WATCH_LOCK}) AS taken`);
    return lock?.taken === true ? lookAtNext(engine, tx, at, batch) : { more: false, broken: [] };
  });
  const [first] = broken;
  if (first !== undefined) {
    throw new Error(`Ledgers the watch list cannot read: ${String(broken.length)}, the first of them that of dossier ${first.id}`, { cause: first.error });
  }
  return more;
}

async function lookAtNext(engine: Engine, tx: Transaction, at: Instant, batch: number): Promise<Pass> {
  const ends = await readCursor(tx, 'watch_cursor');
  if (ends?.isOrdered !== true) {
    throw new WatchOrderError(
      `The watch list holds what transactions up to ${ends?.from ?? 'none'} wrote, but this cluster is only at ${ends?.oldestRunning ?? 'none'}: it was filled from a logical dump. ` +
        'Stop it, raise its next transaction number above that with pg_resetwal, and start it again',
    );
  }
  const { until, hasEvents } = await nextStretch(tx, ends, LOOKED_AT, batch);
  const events = await tx.rows<SeenEvent>(`SELECT dossier_id, seq, type FROM dossier_event WHERE xact_id >= $1::xid8 AND xact_id < $2::xid8 AND type = ANY($3) ORDER BY dossier_id, seq`, [ends.from, until, LOOKED_AT]);
  const { watchedDaysBefore, refiledWithinDays } = (await engine.rules.settings(tx)).morning;
  const { findings, broken } = await findLastDays(engine, tx, events, watchedDaysBefore);
  const filings = await findRefilings(engine, tx, dossiersWith(events, [...FILINGS, ...WATCHED_ENDINGS]), refiledWithinDays);
  await writeFindings(tx, [...findings, ...filings], at);
  if (hasEvents) {
    await tx.run('UPDATE watch_cursor SET until_xact = $1::xid8', [until]);
  }
  return { more: until !== ends.oldestRunning, broken };
}

function dossiersWith(events: readonly SeenEvent[], types: readonly EventType[]): readonly string[] {
  return [...new Set(events.filter(({ type }) => types.includes(type)).map(({ dossier_id }) => dossier_id))];
}

async function findLastDays(engine: Engine, tx: Transaction, events: readonly SeenEvent[], daysBefore: number): Promise<{ readonly findings: readonly Finding[]; readonly broken: Pass['broken'] }> {
  const ids = dossiersWith(events, WATCHED_ACTS);
  const ledgers = await ledgersOf(tx, ids);
  const findings: Finding[] = [];
  const broken: { readonly id: string; readonly error: unknown }[] = [];
  for (const id of ids) {
    const seqs = new Set(events.filter(({ dossier_id }) => dossier_id === id).map(({ seq }) => seq));
    try {
      findings.push(...(await actsOf(engine, tx, ledgers.get(id) ?? [], seqs, daysBefore)));
    } catch (error) {
      if (isInstallationTrouble(error)) {
        throw error;
      }
      broken.push({ id, error });
    }
  }
  return { findings, broken };
}

/**
 * What the acts among these events of a ledger come to, each judged on the dossier as it stood before the command that caused it (a withdrawal
 * lets a clock that stands still run on first) and on the calendar it was decided under.
 */
async function actsOf(engine: Engine, tx: Transaction, ledger: readonly EventRow[], seqs: ReadonlySet<number>, daysBefore: number): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  let state: DossierState | undefined;
  let before: { readonly cause: string; readonly state: DossierState | undefined } | undefined;
  for (const event of ledger.map((row) => eventOfRow(chainedRowOf(row)))) {
    if (before?.cause !== event.cause) {
      before = { cause: event.cause, state };
    }
    if (before.state !== undefined && seqs.has(event.seq)) {
      findings.push(...(await findingOf(engine, tx, before.state, event, ledger[0]?.dossier_id ?? '', daysBefore)));
    }
    state = foldEvent(state, event);
  }
  return findings;
}

async function findingOf(engine: Engine, tx: Transaction, before: DossierState, event: DossierEvent, dossierId: string, daysBefore: number): Promise<readonly Finding[]> {
  const calendar = calendarOf(await engine.rules.calendars(tx, event.calendarSnapshot), before.competentAgency);
  const found = calendar && withinCalendar(() => lastDaysFinding(before, event, calendar, daysBefore));
  return found === undefined
    ? []
    : [{ ...found, province: before.province, agency: before.competentAgency, dossierId, seq: event.seq, happenedAt: event.occurredAt, actor: event.actor, allowedDays: daysBefore }];
}
