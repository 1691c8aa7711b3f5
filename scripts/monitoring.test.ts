import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ChangeHub } from '../apps/api/live/change-hub.js';
import type { ChangeWatch } from '../apps/api/live/change-watch.js';
import { Metrics } from '../apps/api/monitoring/metrics.js';
import type { SystemMonitor } from '../apps/api/monitoring/system-state.js';
import { tellClock } from '../apps/dispatch/serve-metrics.js';
import { RelayMetrics } from '../apps/relay/metrics.js';

const FOLDER = join(import.meta.dirname, '../deploy/monitoring');
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: Readonly<Record<string, string>>;
}
interface Dashboard {
  readonly panels: readonly { readonly id: number; readonly title: string; readonly targets?: readonly { readonly expr: string }[] }[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly type: string; readonly query: string }[] };
}

const { groups } = parse(read('alerts.yml')) as { groups: readonly { readonly rules: readonly Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(read('dashboard.json')) as Dashboard;
const variables = dashboard.templating.list.filter(({ type }) => type === 'query');

/** Metrics an expression selects. Throws where it is no PromQL. */
function metricsIn(expression: string): readonly string[] {
  const metrics: string[] = [];
  parser.parse(expression).iterate({
    enter: ({ type, name, from, to, node }) => {
      if (type.isError) throw new SyntaxError(`No PromQL at place ${String(from)} of ${expression}`);
      if (name === 'Identifier' && node.parent?.name === 'VectorSelector') metrics.push(expression.slice(from, to));
    },
  });
  return metrics;
}

/** What Grafana puts in before it asks. */
function filledIn(expression: string): string {
  return expression.replaceAll('$__rate_interval', '5m').replaceAll(/\$\{?(?:province|agency)\}?/g, 'H99');
}

/** Names a process exports, with those a histogram makes of its own. */
function exported(text: string): readonly string[] {
  return [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = '', kind]) => (kind === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name]));
}

const away = new Error('away');
const monitor: Pick<SystemMonitor, 'read' | 'temporal'> = { read: () => Promise.reject(away), temporal: () => Promise.resolve({ reachable: false, pollers: undefined }) };
const hub: Pick<ChangeHub, 'streams'> = { streams: 0 };
const watch: Pick<ChangeWatch, 'failures'> = { failures: 0 };
const relay = new RelayMetrics();
tellClock(relay, { failedInARow: 0 });
/** `up` is Prometheus' own; what the worker exports is of the Temporal SDK, which no file reads, and its clock as the relay does. */
const known = new Set(['up', ...exported(await new Metrics(monitor as SystemMonitor, hub as ChangeHub, watch as ChangeWatch).text()), ...exported(await relay.registry.metrics())]);

const expressions = [
  ...rules.map(({ alert, expr }) => [`alert ${alert}`, expr] as const),
  ...dashboard.panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }, index) => [`panel ${title}, line ${String(index + 1)}`, expr] as const)),
];

test.each(expressions)('%s asks in PromQL for metrics a process exports', (_, expression) => {
  const metrics = metricsIn(filledIn(expression));
  expect(metrics).not.toEqual([]);
  expect(metrics.filter((metric) => !known.has(metric))).toEqual([]);
});

test.each(variables.map(({ name, query }) => [name, query]))('the choice of %s is read from a metric a process exports', (_, query) => {
  expect(known).toContain(/^label_values\((\w+), \w+\)$/.exec(query)?.[1]);
});

test('Prometheus asks every port of docker-compose.yml that serves metrics', () => {
  const { services } = parse(readFileSync(join(import.meta.dirname, '../docker-compose.yml'), 'utf8'), { merge: true }) as { readonly services: Readonly<Record<string, { readonly environment: Readonly<Record<string, string>> }>> };
  const { scrape_configs: jobs } = parse(read('prometheus.yml')) as { readonly scrape_configs: readonly { readonly static_configs: readonly { readonly targets: readonly string[] }[] }[] };
  const portOf = (service: string, name: string): string => `${service}:${services[service]?.environment[name] ?? 'none'}`;
  expect(jobs.flatMap(({ static_configs: configs }) => configs.flatMap(({ targets }) => targets)).toSorted()).toEqual(['api:3000', portOf('relay', 'METRICS_PORT'), portOf('worker', 'METRICS_PORT'), portOf('worker', 'PROCESS_METRICS_PORT')]);
});

describe('the check itself', () => {
  test.each(['sum(dunghan_late_rate_percent', 'rate(dunghan_relay_passes_total[5m)', 'dunghan_late_rate_percent >', 'max by agency (x)'])('finds that %s is no PromQL', (expression) => {
    expect(() => metricsIn(expression)).toThrow(SyntaxError);
  });

  test('finds a metric nobody exports, wherever it stands', () => {
    expect(metricsIn('a > on (x) b or rate(c[5m]) == 0 and absent(d{e="f"})')).toEqual(['a', 'b', 'c', 'd']);
    expect(known.has('dunghan_late_rate')).toBe(false);
  });
});

test('every alert has one name and says in a sentence what is wrong', () => {
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  expect(rules.filter(({ annotations }) => (annotations['summary'] ?? '').length < 10)).toEqual([]);
});

test('what has to be watched is watched', () => {
  expect(rules.map(({ alert }) => alert)).toEqual(
    expect.arrayContaining([
      'ProjectedLateRateOverTarget', 'LateBudgetSpent', 'LettersOwedTooLong', 'InboxLag', 'OverdueNotWoken', 'CalendarUnconfirmed',
      'BalanceBroken', 'SealerStopped', 'FigureBacklog', 'CommandsDead', 'ProcessDown', 'MemoryHigh',
    ]),
  );
});

test('the runbook says what to do about every alert', () => {
  const runbook = readFileSync(join(FOLDER, '../../docs/runbook.md'), 'utf8');
  expect(rules.map(({ alert }) => alert).filter((alert) => !runbook.includes(`\`${alert}\``))).toEqual([]);
});

test('Prometheus reads the processes of docker-compose.yml, and these rules', () => {
  const { rule_files: files, scrape_configs: jobs } = parse(read('prometheus.yml')) as { rule_files: readonly string[]; scrape_configs: readonly { readonly job_name: string; readonly static_configs: readonly { readonly targets: readonly string[] }[] }[] };
  const compose = parse(readFileSync(join(FOLDER, '../../docker-compose.yml'), 'utf8'), { merge: true }) as { services: Readonly<Record<string, unknown>> };
  expect(files).toEqual(['alerts.yml']);
  expect(jobs.map(({ job_name: name, static_configs: [config] }) => [name, config?.targets.map((target) => target.split(':')[0] ?? '').filter((host) => !(host in compose.services))])).toEqual([['dunghan-api', []], ['dunghan-relay', []], ['dunghan-worker', []]]);
});
