import { randomUUID } from 'node:crypto';
import { type Actor, CalendarRangeError, type ClockRule, genesisHead, type Instant, instant, startClock } from '#domain';
import { chainSheet, scoringWindow } from '#domain/figures';
import type { Transaction } from '#persistence';
import { openCase } from '../cases/open-case.js';
import type { Engine } from '../engine.js';
import { findParCatalogue } from './catalogues.js';
import { type KeyConflict, onceByKey } from './once-by-key.js';
import { appendSheetRows } from './sheet-ledger.js';

/** A year an agency scores itself for, by the version in force of a set of criteria. */
export interface SheetOpening {
  readonly agency: string;
  readonly year: number;
  readonly catalogue: string;
  readonly actor: Actor;
  readonly key: string;
  readonly at: Instant;
}

/** What opening a sheet came to. `known`: the agency already has one for the year. */
export type OpenedSheet = { readonly kind: 'opened' | 'known'; readonly id: string } | { readonly kind: 'unknown-catalogue' | 'beyond-calendar' } | KeyConflict;

/** Capitals at the head of the code of the task that watches a sheet. */
const SERIES = 'PAR';

/**
 * Opens the one sheet of an agency and year with its window and due date as the settings say now, and with it the assigned task that
 * warns of the due date, becomes late and is told upwards like every other.
 */
export async function openParSheet(engine: Engine, opening: SheetOpening): Promise<OpenedSheet> {
  const { agency, year, catalogue, actor, key, at } = opening;
  return onceByKey<OpenedSheet | KeyConflict>(engine, { actor, key, at, request: { open: { agency, year, catalogue } } }, async (tx) => {
    const published = await findParCatalogue(tx, catalogue);
    if (published === undefined) {
      return { kind: 'unknown-catalogue' };
    }
    await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`par-sheet:${agency}:${String(year)}`]);
    const known = await tx.first<{ id: string }>('SELECT id FROM par_sheet WHERE agency = $1 AND year = $2', [agency, year]);
    if (known !== undefined) {
      return { kind: 'known', id: known.id };
    }
    try {
      const id = await tx.attempt(() => writeSheet(engine, tx, opening, published.version, published.content.document));
      return { kind: 'opened', id };
    } catch (error) {
      if (error instanceof CalendarRangeError) {
        return { kind: 'beyond-calendar' };
      }
      throw error;
    }
  });
}

async function writeSheet(engine: Engine, tx: Transaction, { agency, year, catalogue, actor, key, at }: SheetOpening, version: number, document: string): Promise<string> {
  const snapshot = await engine.rules.holdCalendar(tx);
  const [calendars, { parIndexScoring: rule }] = [await engine.rules.calendars(tx, snapshot), await engine.rules.settings(tx)];
  const window = scoringWindow(year, rule, calendars.processing(agency));
  const id = randomUUID();
  const { code } = await openCase(engine, tx, {
    kind: 'task',
    businessKey: `par-index:${id}`,
    series: SERIES,
    agency,
    actor,
    at,
    begin: (named, context) => {
      const province = context.agencies.get(agency)?.province ?? agency;
      const clock: ClockRule = { clock: 'completion', term: { fixedAt: window.dueAt }, warn: rule.warningLead, escalations: rule.escalations, law: { document } };
      return [
        { type: 'CaseOpened', payload: { kind: 'task', code: named.code, agency, province, owner: actor.subject }, occurredAt: at },
        startClock({ clocks: [] }, clock, at, at, { agency, calendars: context.calendars }),
      ];
    },
  });
  const opened = { type: 'SheetOpened', payload: { agency, year, catalogue, version, ...window } } as const;
  const { rows, head } = chainSheet(genesisHead(id, engine.sha256), { sheetId: id, cause: `${actor.subject}:${key}`, actor, events: [opened], at: instant(at), calendarSnapshot: snapshot }, engine.sha256);
  await tx.run('INSERT INTO par_sheet (id, agency, year, catalogue, case_code, last_seq, last_hash) VALUES ($1, $2, $3, $4, $5, $6, $7)', [id, agency, year, catalogue, code, head.seq, head.hash]);
  await appendSheetRows(tx, rows);
  return id;
}
