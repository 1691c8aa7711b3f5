import { formatLocalDate, type Instant, type LocalDate, localDateOf, monthOf, withinCalendar, yearOf } from '#domain';
import { daysOf, type LateTarget, type Period, readableScope, type TargetInForce, targetInForce, type TargetScope } from '#domain/figures';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { calendarOf, type NoticeDue, oweNotices } from '../staff/notices.js';
import { BudgetReads } from './budget-reads.js';
import { type BudgetStanding, type ForecastLateness, readAgencyBudgets, readBudget } from './late-budget.js';
import { fieldOf, readTargets } from './targets.js';

/** How a scope stands when it was looked at. */
export interface WatchedBudget {
  readonly province: string;
  readonly scope: TargetScope;
  readonly period: WatchedPeriod;
  readonly standing: BudgetStanding;
}

/** Periods whose ends are projected, the shortest first: a target holds for each, by the decision in force on its last day. */
const WATCHED_PERIODS = ['month', 'quarter', 'year'] as const;
type WatchedPeriod = (typeof WATCHED_PERIODS)[number];

/** What one look came to. */
export interface BudgetWatch {
  readonly budgets: readonly WatchedBudget[];
  /** Crossings told now. */
  readonly told: number;
}

/** Fields and procedures with a target of their own that are watched beside agencies and the province; decisions are few. */
const WATCHED_TARGETS = 100;

/**
 * Looks at the present month, quarter and year of every province that is open at the moment: whether its own projection, those of its
 * agencies and those of scopes with a target of their own exceed their targets. A crossing is written and told once a scope and period, to
 * the heads of the agency, else to the managers of the province; so is its taking back. Whoever looks beside finds it written. What several
 * periods and scopes need of the same figures is asked for once.
 * @param forecast another forecast than that by facts and history
 */
export async function watchBudgets(engine: Engine, at: Instant, forecast?: ForecastLateness): Promise<BudgetWatch> {
  const budgets: WatchedBudget[] = [];
  for (const province of await openProvinces(engine, at)) {
    budgets.push(...(await budgetsOf(engine, province, at, forecast)));
  }
  const told = budgets.length === 0 ? 0 : await engine.database.transaction((tx) => tellCrossings(tx, budgets, at));
  return { budgets, told };
}

async function openProvinces({ database, rules }: Engine, at: Instant): Promise<readonly string[]> {
  const { read } = database;
  const provinces = [...new Set([...(await rules.agencies(read)).values()].map(({ province }) => province))].sort();
  const book = await rules.calendars(read, await rules.currentSnapshot(read));
  return provinces.filter((province) => withinCalendar(() => calendarOf(book, province)?.isOpen(at)) === true);
}

async function budgetsOf(engine: Engine, province: string, at: Instant, forecast: ForecastLateness | undefined): Promise<readonly WatchedBudget[]> {
  const { read } = engine.database;
  const { lateTarget } = await engine.rules.settings(read);
  const targets = await readTargets(read, province);
  const scopes: readonly TargetScope[] = [{}, ...(await ownScopes(engine, targets))];
  const reads = new BudgetReads(engine, engine.database, at);
  const watched: WatchedBudget[] = [];
  for (const kind of WATCHED_PERIODS) {
    const period = periodAround(kind, localDateOf(at));
    const lastDay = formatLocalDate(daysOf(period).last);
    const targetOf = (scope: TargetScope): TargetInForce => targetInForce(targets, scope, lastDay, lateTarget);
    for (const scope of scopes) {
      watched.push({ province, scope: asDecided(scope), period: kind, standing: await readBudget(engine, { scope: { province, ...asDecided(scope) }, period, at }, { forecast, reads, target: targetOf(scope) }) });
    }
    const agencies = await readAgencyBudgets(engine, { scope: { province }, period, at }, (agency) => targetOf({ agency }), forecast, reads);
    watched.push(...[...agencies].map(([agency, standing]) => ({ province, scope: { agency }, period: kind, standing })));
  }
  return watched;
}

function periodAround(kind: WatchedPeriod, day: LocalDate): Period {
  const [year, month] = [yearOf(day), monthOf(day)];
  switch (kind) {
    case 'month':
      return { kind, year, month };
    case 'quarter':
      return { kind, year, quarter: Math.ceil(month / MONTHS_PER_QUARTER) };
    case 'year':
      return { kind, year };
  }
}

const MONTHS_PER_QUARTER = 3;

/** The fields and procedures somebody decided a target for; a procedure with its field beside, for what was decided of the field holds for it too. */
async function ownScopes(engine: Engine, targets: readonly LateTarget[]): Promise<readonly TargetScope[]> {
  const own = new Map(targets.filter(({ scope }) => scope.field !== undefined || scope.procedure !== undefined).map(({ scope }) => [readableScope(scope), scope]));
  const scopes: TargetScope[] = [];
  for (const scope of [...own.values()].slice(0, WATCHED_TARGETS)) {
    const field = scope.field ?? (scope.procedure === undefined ? undefined : await fieldOf(engine.database.read, scope.procedure));
    scopes.push({ ...scope, ...(field === undefined ? {} : { field }) });
  }
  return scopes;
}

/** A scope as it is decided and told: a procedure says its field by itself. */
function asDecided({ field, ...scope }: TargetScope): TargetScope {
  return scope.procedure === undefined && field !== undefined ? { ...scope, field } : scope;
}

interface AlertRow {
  readonly province: string;
  readonly scope: string;
  readonly first_day: string;
  readonly last_day: string;
  readonly number: number;
  readonly kind: Crossing;
}

type Crossing = 'above' | 'below';

async function tellCrossings(tx: Transaction, budgets: readonly WatchedBudget[], at: Instant): Promise<number> {
  // One look at a time: two would each find a crossing not told yet.
  await tx.run(`SELECT pg_advisory_xact_lock(hashtextextended('late-alert', 0))`);
  const periods = [...new Map(budgets.map(({ standing }) => daysAsText(standing)).map((days) => [`${days.firstDay} ${days.lastDay}`, days])).values()];
  const last = await tx.rows<AlertRow>(
    `SELECT DISTINCT ON (province, scope, first_day, last_day) province, scope, first_day, last_day, number, kind FROM late_alert
     WHERE (first_day, last_day) IN (SELECT * FROM unnest($1::text[], $2::text[])) ORDER BY province, scope, first_day, last_day, number DESC`,
    [periods.map(({ firstDay }) => firstDay), periods.map(({ lastDay }) => lastDay)],
  );
  const known = new Map(last.map((row) => [alertKey(row.province, row.scope, row.first_day, row.last_day), row]));
  const crossings = budgets.flatMap((budget) => {
    const days = daysAsText(budget.standing);
    return crossingOf(budget, known.get(alertKey(budget.province, readableScope(budget.scope), days.firstDay, days.lastDay)), days);
  });
  await writeAlerts(tx, crossings, at);
  return oweNotices(tx, crossings.map(noticeOf), at);
}

function daysAsText({ days: { first, last } }: BudgetStanding): { readonly firstDay: string; readonly lastDay: string } {
  return { firstDay: formatLocalDate(first), lastDay: formatLocalDate(last) };
}

function alertKey(...parts: readonly [province: string, scope: string, firstDay: string, lastDay: string]): string {
  return parts.join(' ');
}

interface AlertDue extends WatchedBudget {
  readonly key: string;
  readonly number: number;
  readonly kind: Crossing;
  readonly firstDay: string;
  readonly lastDay: string;
}

function crossingOf(budget: WatchedBudget, last: AlertRow | undefined, days: { readonly firstDay: string; readonly lastDay: string }): readonly AlertDue[] {
  const stood: Crossing = last?.kind ?? 'below';
  const stands: Crossing = budget.standing.projection.exceeds ? 'above' : 'below';
  const number = (last?.number ?? 0) + 1;
  const key = ['late-alert', budget.province, readableScope(budget.scope), days.firstDay, days.lastDay, String(number)].join(':');
  return stands === stood ? [] : [{ ...budget, ...days, key, number, kind: stands }];
}

async function writeAlerts(tx: Transaction, alerts: readonly AlertDue[], at: Instant): Promise<void> {
  if (alerts.length === 0) {
    return;
  }
  await tx.run(
    `INSERT INTO late_alert (key, province, scope, first_day, last_day, number, kind, late_hundredths, to_process, target, told_at)
     SELECT due.*, $1 FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::integer[], $8::text[], $9::bigint[], $10::bigint[], $11::integer[]) AS due`,
    [
      at,
      alerts.map(({ key }) => key),
      alerts.map(({ province }) => province),
      alerts.map(({ scope }) => readableScope(scope)),
      alerts.map(({ firstDay }) => firstDay),
      alerts.map(({ lastDay }) => lastDay),
      alerts.map(({ number }) => number),
      alerts.map(({ kind }) => kind),
      alerts.map(({ standing }) => standing.projection.lateHundredths),
      alerts.map(({ standing }) => standing.projection.toProcess),
      alerts.map(({ standing }) => standing.target.target),
    ],
  );
}

/** The heads of an agency answer for it; a province, a field or a procedure is its managers'. */
function noticeOf({ key, province, scope, kind, firstDay, lastDay, standing }: AlertDue): NoticeDue {
  const { agency } = scope;
  return {
    key,
    kind: kind === 'above' ? 'late-above-target' : 'late-below-target',
    to: agency === undefined ? { agency: province, role: 'manager' } : { agency, role: 'head' },
    facts: {
      scope: { ...scope },
      firstDay,
      lastDay,
      target: standing.target.target,
      ...(standing.projection.value === undefined ? {} : { projected: standing.projection.value }),
      late: standing.rate.n,
      left: standing.projection.budget?.left ?? 0,
    },
  };
}
