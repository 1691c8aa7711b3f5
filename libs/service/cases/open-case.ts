import { randomUUID } from 'node:crypto';
import { type Actor, type CaseContext, type CaseKind, type CaseState, chainCase, foldCaseEvent, genesisHead, type Instant, localDateOf, type NewCaseEvent, type TextRef, yearOf } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import type { PersonalData } from '../personal/personal-record.js';
import { type CaseRecordKind, writeCaseRecord } from './case-records.js';
import { carrierOf, caseProjection, unheardSince, writeBesideCase } from './write-case.js';

/** A case to be opened. */
export interface CaseOpening {
  readonly kind: CaseKind;
  /** What it is opened for; the same key gives the same case. */
  readonly businessKey: string;
  /** Capitals at the head of its code. */
  readonly series: string;
  readonly agency: string;
  readonly actor: Actor;
  readonly at: Instant;
  /** What is said in words or about people, by the name the opening refers to it with. */
  readonly texts?: Readonly<Record<string, { readonly kind: CaseRecordKind; readonly data: PersonalData }>>;
  /** The events it begins with, `CaseOpened` first. Throws where a date cannot be counted. */
  readonly begin: (named: { readonly code: string; readonly texts: Readonly<Record<string, TextRef>> }, context: CaseContext) => readonly NewCaseEvent[];
}

/** A case that stands open. `isNew`: by this call. */
export interface OpenedCase {
  readonly id: string;
  readonly code: string;
  readonly isNew: boolean;
}

/**
 * Opens a case in the caller's transaction, under the calendar head it takes FOR SHARE: code, events, row, clocks and notices
 * together. One opened for the same before is given back as it is. The relay starts its workflow.
 * @throws CalendarRangeError, MissingCalendarError when a clock cannot be counted
 */
export async function openCase(engine: Engine, tx: Transaction, opening: CaseOpening): Promise<OpenedCase> {
  const { kind, businessKey, series, agency, actor, at } = opening;
  const snapshot = await engine.rules.holdCalendar(tx);
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`case:${businessKey}`]);
  const known = await tx.first<{ id: string; code: string }>('SELECT id, code FROM deadline_case WHERE business_key = $1', [businessKey]);
  if (known !== undefined) {
    return { ...known, isNew: false };
  }
  const [agencies, calendars, settings] = [await engine.rules.agencies(tx), await engine.rules.calendars(tx, snapshot), await engine.rules.settings(tx)];
  const province = agencies.get(agency)?.province;
  if (province === undefined) {
    throw new Error(`Agency ${agency} is not in the catalogue: no case can be opened for it`);
  }
  const id = randomUUID();
  const texts: Record<string, TextRef> = {};
  for (const [name, text] of Object.entries(opening.texts ?? {})) {
    texts[name] = await writeCaseRecord(tx, engine.vault, { caseId: id, agency, at, ...text });
  }
  const code = await nextCode(tx, series, province, at);
  const events = opening.begin({ code, texts }, { at, actor, agencies, calendars, settings, facts: {} });
  const state = events.reduce<CaseState | undefined>((before, event) => foldCaseEvent(before, event), undefined);
  if (state === undefined) {
    throw new Error(`Case ${code} was opened without an event`);
  }
  const { rows, head } = chainCase(genesisHead(id, engine.sha256), { caseId: id, cause: `open:${businessKey}`, actor, events, recordedAt: at, calendarSnapshot: snapshot }, engine.sha256);
  const carriedBy = carrierOf(state, 'watchdog');
  const { agency: inCharge, owner, coordinating, outcome, next_point_at } = caseProjection(state);
  await Promise.all([
    tx.run(
      `INSERT INTO deadline_case (id, code, business_key, kind, province, agency, owner, coordinating, dossier_id, opened_at, outcome, next_point_at, carried_by, unheard_since, last_seq, last_hash, settled_at, calendar_snapshot)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
      [id, code, businessKey, kind, province, inCharge, owner, coordinating, state.dossier ?? null, at, outcome, next_point_at, carriedBy, unheardSince(state, carriedBy, at), head.seq, head.hash, at, snapshot],
    ),
    writeBesideCase(tx, { id, state, rows, events, at }),
  ]);
  return { id, code, isNew: true };
}

/** The next code of a series in a province and year, such as `CK-H99-2026-000001`. Whoever opens the next waits for this commit, so numbers have no gaps. */
async function nextCode(tx: Transaction, series: string, province: string, at: Instant): Promise<string> {
  const prefix = `${series}-${province}-${String(yearOf(localDateOf(at)))}`;
  const row = await tx.first<{ last: number }>('INSERT INTO code_counter (key, last) VALUES ($1, 1) ON CONFLICT (key) DO UPDATE SET last = code_counter.last + 1 RETURNING last', [`case:${prefix}`]);
  return `${prefix}-${String(row?.last ?? 0).padStart(6, '0')}`;
}
