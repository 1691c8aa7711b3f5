import { formatLocalDate, type Instant, localDateOf, monthOf, withinCalendar, yearOf } from '#domain';
import { daysOf, type Period, readableScope, type TargetInForce, targetInForce, type TargetScope } from '#domain/figures';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { calendarOf, type NoticeDue, oweNotices } from '../staff/notices.js';
import { type BudgetStanding, type ForecastLateness, readAgencyBudgets, readBudget } from './late-budget.js';
import { readTargets } from './targets.js';

/** How a scope stands when it was looked at. */
export interface WatchedBudget {
  readonly province: string;
  readonly scope: TargetScope;
  readonly standing: BudgetStanding;
}

/** What one look came to. */
export interface BudgetWatch {
  readonly budgets: readonly WatchedBudget[];
  /** Crossings told now. */
  readonly told: number;
}

/** Fields and procedures with a target of their own that are watched beside agencies and the province; decisions are few. */
const WATCHED_TARGETS = 100;

/**
 * Looks at the present month of every province that is open at the moment: whether its own projection, those of its agencies
 * and those of scopes with a target of their own exceed their targets. A crossing is written and told once, to the heads of the
 * agency, else to the managers of the province; so is its taking back. Whoever looks beside finds it written.
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
  const today = localDateOf(at);
  const period: Period = { kind: 'month', year: yearOf(today), month: monthOf(today) };
  const lastDay = formatLocalDate(daysOf(period).last);
  const { lateTarget } = await engine.rules.settings(read);
  const targets = await readTargets(read, province);
  const targetOf = (agency: string): TargetInForce => targetInForce(targets, { agency }, lastDay, lateTarget);
  const agencies = await readAgencyBudgets(engine, { scope: { province }, period, at }, targetOf, forecast);
  const own = new Map(targets.filter(({ scope }) => scope.field !== undefined || scope.procedure !== undefined).map(({ scope }) => [readableScope(scope), scope]));
  const scopes: readonly TargetScope[] = [{}, ...[...own.values()].slice(0, WATCHED_TARGETS)];
  const others: WatchedBudget[] = [];
  for (const scope of scopes) {
    others.push({ province, scope, standing: await readBudget(engine, { scope: { province, ...scope }, period, at }, { forecast }) });
  }
  return [...others, ...[...agencies].map(([agency, standing]) => ({ province, scope: { agency }, standing }))];
}

interface AlertRow {
  readonly province: string;
  readonly scope: string;
  readonly number: number;
  readonly kind: Crossing;
}

type Crossing = 'above' | 'below';

async function tellCrossings(tx: Transaction, budgets: readonly WatchedBudget[], at: Instant): Promise<number> {
  // One look at a time: two would each find a crossing not told yet.
  await tx.run(`SELECT pg_advisory_xact_lock(hashtextextended('late-alert', 0))`);
  const [first] = budgets;
  const days = first?.standing.days;
  if (days === undefined) {
    return 0;
  }
  const [firstDay, lastDay] = [formatLocalDate(days.first), formatLocalDate(days.last)];
  const last = await tx.rows<AlertRow>(
    'SELECT DISTINCT ON (province, scope) province, scope, number, kind FROM late_alert WHERE first_day = $1 AND last_day = $2 ORDER BY province, scope, number DESC',
    [firstDay, lastDay],
  );
  const known = new Map(last.map((row) => [`${row.province} ${row.scope}`, row]));
  const crossings = budgets.flatMap((budget) => crossingOf(budget, known.get(`${budget.province} ${readableScope(budget.scope)}`), { firstDay, lastDay }));
  await writeAlerts(tx, crossings, at);
  return oweNotices(tx, crossings.map(noticeOf), at);
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
