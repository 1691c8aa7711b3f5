import { randomUUID } from 'node:crypto';
import { type Actor, type DayOffRule, firstOccurrence, type Instant, instant, type LocalDate, localDateOf, nextOccurrence, reportDates, type ReportOccurrence, type ReportPeriod, reportSpan, reportTerm, type SetTarget, startOfDay, SYSTEM_ACTOR } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import type { TaskWording } from './confirmed-task.js';
import { openPlannedTask } from './open-tasks.js';

/** A report that comes again, as it is begun. */
export interface SeriesToBegin {
  readonly plan: { readonly id: string; readonly place: number; readonly endsOn: LocalDate };
  readonly lead: string;
  readonly owner?: string;
  readonly coordinating: readonly string[];
  readonly period: ReportPeriod;
  /** Day of a month it is due on, where the plan names one, and what becomes of it on a day off. */
  readonly dueDay?: number;
  readonly dayOff?: DayOffRule;
  readonly escalates: boolean;
  readonly content: SeriesContent;
}

/** What a series says, sealed. */
interface SeriesContent {
  readonly wording: TaskWording;
  readonly targets: readonly SetTarget[];
}

interface SeriesRow {
  readonly id: string;
  readonly plan_id: string;
  readonly place: number;
  readonly number: string;
  readonly agency: string;
  readonly owner: string | null;
  readonly coordinating: readonly string[];
  readonly period: ReportPeriod;
  readonly due_day: number | null;
  readonly day_off: DayOffRule | null;
  readonly escalates: boolean;
  readonly content: Buffer;
  readonly key_ref: string;
  readonly ends_on: LocalDate;
  readonly next_year: number;
  readonly next_number: number;
}

/** Begins a series with the report whose days run on the day it is begun, and opens that one at once. */
export async function beginSeries(engine: Engine, tx: Transaction, { plan, lead, owner, coordinating, period, dueDay, dayOff, escalates, content }: SeriesToBegin, actor: Actor, at: Instant): Promise<void> {
  const { assignedTasks } = await engine.rules.settings(tx);
  const first = firstOccurrence(period, localDateOf(at), assignedTasks.reports[period]);
  const id = randomUUID();
  const { ciphertext, keyRef } = await engine.vault.seal(tx, { agency: lead, at }, contextOfSeries(id), Buffer.from(JSON.stringify(content), 'utf8'));
  await tx.run(
    `INSERT INTO report_series (id, plan_id, place, agency, owner, coordinating, period, due_day, day_off, escalates, content, key_ref, ends_on, next_year, next_number, next_opens_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [id, plan.id, plan.place, lead, owner ?? null, coordinating, period, dueDay ?? null, dayOff ?? null, escalates, ciphertext, keyRef, plan.endsOn, first.year, first.number, at],
  );
  await openNext(engine, tx, id, actor, at);
}

/**
 * Opens the reports whose days have begun by `at`, each series by itself; a relay that was away opens every one it missed.
 * Returns how many were opened. Whoever calls, however often, each is opened once.
 */
export async function openDueReports(engine: Engine, at: Instant, limit: number): Promise<number> {
  const due = await engine.database.read.rows<{ id: string }>('SELECT id FROM report_series WHERE next_opens_at <= $1 ORDER BY next_opens_at LIMIT $2', [at, limit]);
  let opened = 0;
  for (const { id } of due) {
    opened += (await engine.database.transaction((tx) => openNext(engine, tx, id, SYSTEM_ACTOR, at))) ? 1 : 0;
  }
  return opened;
}

/** Opens the next report of a series if its days have begun, and books the one after it; false where there was none. */
async function openNext(engine: Engine, tx: Transaction, id: string, actor: Actor, at: Instant): Promise<boolean> {
  const row = await tx.first<SeriesRow>(
    `SELECT s.id, s.plan_id, s.place, p.number, s.agency, s.owner, s.coordinating, s.period, s.due_day, s.day_off, s.escalates, s.content, s.key_ref, s.ends_on, s.next_year, s.next_number
     FROM report_series s JOIN task_plan p ON p.id = s.plan_id WHERE s.id = $1 AND s.next_opens_at <= $2 FOR UPDATE OF s SKIP LOCKED`,
    [id, at],
  );
  if (row === undefined) {
    return false;
  }
  const occurrence: ReportOccurrence = { period: row.period, year: row.next_year, number: row.next_number };
  const snapshot = await engine.rules.holdCalendar(tx);
  const [{ assignedTasks }, calendars, agencies] = [await engine.rules.settings(tx), await engine.rules.calendars(tx, snapshot), await engine.rules.agencies(tx)];
  const lead = agencies.get(row.agency);
  if (lead === undefined) {
    throw new Error(`The report series ${id} is led by ${row.agency}, which is not in the catalogue`);
  }
  const common = assignedTasks.reports[row.period];
  const rule = row.due_day === null ? common : { ...common, dueDay: row.due_day, dayOff: row.day_off ?? common.dayOff };
  const dates = reportDates(occurrence, rule, assignedTasks.dayEnd, calendars.processing(row.agency));
  const content = JSON.parse((await engine.vault.open(tx, row.key_ref, contextOfSeries(id), row.content)).toString('utf8')) as SeriesContent;
  if (dates.last <= row.ends_on) {
    await openPlannedTask(
      engine,
      tx,
      {
        businessKey: `report:${id}:${String(occurrence.year)}-${String(occurrence.number)}`,
        plan: { id: row.plan_id, place: row.place, number: row.number, endsOn: row.ends_on },
        lead,
        ...(row.owner === null ? {} : { owner: row.owner }),
        coordinating: row.coordinating,
        wording: content.wording,
        planned: { timing: 'report', report: { series: id, ...occurrence, first: dates.first, last: dates.last }, lastDay: localDateOf(instant(dates.dueAt - 1)), targets: content.targets, escalates: row.escalates },
        more: { reportTerm: reportTerm(dates, rule, assignedTasks.dayEnd) },
      },
      actor,
      at,
    );
  }
  const next = nextOccurrence(occurrence);
  const opensAt = dates.last < row.ends_on ? startOfDay(reportSpan(next, rule).first) : null;
  await tx.run('UPDATE report_series SET next_year = $2, next_number = $3, next_opens_at = $4 WHERE id = $1', [id, next.year, next.number, opensAt]);
  return dates.last <= row.ends_on;
}

function contextOfSeries(id: string): string {
  return `report-series:${id}`;
}
