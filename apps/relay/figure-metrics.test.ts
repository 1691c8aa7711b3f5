import { instant, parseLocalDate } from '#domain';
import type { WatchedBudget } from '#service/figures';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { FigureMetrics } from './figure-metrics.js';

function budget(scope: WatchedBudget['scope'], value?: string): WatchedBudget {
  const days = { first: parseLocalDate('2026-08-01'), last: parseLocalDate('2026-08-31') };
  const rate = value === undefined ? { n: 0, d: 0 } : { n: 1, d: 80, value };
  return {
    province: 'H99',
    scope,
    period: 'month',
    standing: {
      days,
      target: { target: 150 },
      rate,
      ...(value === undefined ? {} : { budget: { breaksAt: 2, spent: 1, left: 1 }, burnRate: '1.25' }),
      due: { due: 0, endangered: 0 },
      receipts: { basis: 'none', expected: 0 },
      forecast: { basis: 'history', expectedHundredths: 0 },
      history: { days, facts: { finishedLate: 0, finished: 0, received: 0, workingDays: 0 } },
      projection: { lateHundredths: 100, toProcess: rate.d, ...(value === undefined ? {} : { value }), exceeds: false },
      source: 'cells',
    },
  };
}

test('budgets show by agency, without those there is nothing to judge of and without fields and procedures', async () => {
  const registry = new Registry();
  const figures = new FigureMetrics(registry);
  figures.budgets([budget({ agency: 'H99.05' }, '9.99')]);
  figures.budgets([budget({}, '1.25'), budget({ agency: 'H99.06' }), budget({ field: 'LV07' }, '5.00')]);
  const text = await registry.metrics();
  const shown = (name: string): readonly string[] => text.split('\n').filter((line) => line.startsWith(`${name}{`));
  expect(shown('dunghan_late_rate_percent')).toEqual(['dunghan_late_rate_percent{province="H99",agency=""} 1.25']);
  expect(shown('dunghan_late_rate_projected_percent')).toEqual(['dunghan_late_rate_projected_percent{province="H99",agency=""} 1.25']);
  expect(shown('dunghan_late_budget_left')).toEqual(['dunghan_late_budget_left{province="H99",agency=""} 1']);
  expect(shown('dunghan_late_burn_rate')).toEqual(['dunghan_late_burn_rate{province="H99",agency=""} 1.25']);
  expect(shown('dunghan_late_target_percent')).toEqual(['dunghan_late_target_percent{province="H99",agency=""} 1.5', 'dunghan_late_target_percent{province="H99",agency="H99.06"} 1.5']);
});

test('what waits shows in units Prometheus knows', async () => {
  const registry = new Registry();
  const figures = new FigureMetrics(registry);
  figures.waiting({ lettersOwed: 3, lettersOverdue: 1, inboxLagMs: 1_500, commandsDead: 2, figureBacklog: 7 });
  figures.balanceBroken(4);
  const text = await registry.metrics();
  for (const line of ['letters_owed 3', 'letters_owed_over_working_day 1', 'inbox_lag_seconds 1.5', 'commands_dead 2', 'figure_backlog 7', 'balance_broken 4']) expect(text).toContain(`\ndunghan_relay_${line}`);
});

test('how rows and figures stand to the ledger shows; before the first comparison nothing is said of it', async () => {
  const registry = new Registry();
  const figures = new FigureMetrics(registry);
  figures.projection({ isBehind: true, dossiersLeft: 12 });
  const catchingUp = await registry.metrics();
  for (const line of ['behind 1', 'dossiers_left 12', 'differing 0', 'checked_timestamp_seconds 0']) expect(catchingUp).toContain(`\ndunghan_relay_projection_${line}`);
  figures.projection({ isBehind: false, dossiersLeft: 0, checked: { at: instant(1_800_000_000_000), differing: 3 } });
  const compared = await registry.metrics();
  for (const line of ['behind 0', 'dossiers_left 0', 'differing 3', 'checked_timestamp_seconds 1800000000']) expect(compared).toContain(`\ndunghan_relay_projection_${line}`);
});
