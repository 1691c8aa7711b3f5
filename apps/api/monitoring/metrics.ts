import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { ChangeHub } from '../live/change-hub.js';
import { ChangeWatch } from '../live/change-watch.js';
import { SystemMonitor, type SystemState } from './system-state.js';

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2.5, 5, 10];

/** Metrics of this process and what it measures of the system, in Prometheus' text format. Holds no personal data. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'dunghan_http_request_duration_seconds',
    help: 'Duration of answered requests by route',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [this.registry],
  });
  private readonly databaseUp = this.gauge('dunghan_database_up', '1 when the database answers');
  private readonly temporalUp = this.gauge('dunghan_temporal_up', '1 when Temporal answers');
  private readonly pollers = this.gauge('dunghan_temporal_pollers', 'Workers that poll for dossiers');
  private readonly pending = this.gauge('dunghan_commands_pending', 'Commands without an outcome');
  private readonly failing = this.gauge('dunghan_commands_failing', 'Commands without an outcome that failed while being decided');
  private readonly relayLag = this.gauge('dunghan_relay_lag_seconds', 'Age of the oldest command without an outcome');
  private readonly letters = this.gauge('dunghan_letters_owed', 'Letters owed and not produced');
  private readonly backlog = this.gauge('dunghan_figure_backlog', 'Figure deltas not yet merged, counted up to 100000');
  private readonly overdue = this.gauge('dunghan_points_overdue', 'Points of interest due for more than 15 minutes and not settled');
  private readonly years = this.gauge('dunghan_calendar_years_open', 'Years of calendars for whose notice a task is open');
  private readonly behind = this.gauge('dunghan_dossiers_behind_calendar', 'Open dossiers not re-dated a minute after a calendar version was published');
  private readonly syncLag = this.gauge('dunghan_portal_lag_seconds', 'Age of the oldest thing the national portal has not been told of');
  private readonly skew = this.gauge('dunghan_clock_skew_seconds', 'Clock of the API minus clock of the database');

  private readonly streams = this.gauge('dunghan_live_streams', 'Open screens that are told what changes');
  private readonly looksFailing = this.gauge('dunghan_live_looks_failing', 'Looks for changes that failed since the last that did not');

  constructor(
    private readonly monitor: SystemMonitor,
    private readonly hub: ChangeHub,
    private readonly watch: ChangeWatch,
  ) {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Counts one answered request. `route` is the pattern, never the address: addresses hold codes. */
  observe(request: { readonly method: string; readonly route: string; readonly status: number; readonly seconds: number }): void {
    this.requests.observe({ method: request.method, route: request.route, status: String(request.status) }, request.seconds);
  }

  /** Everything measured, now. A database that is away shows as such; the rest keeps its last values. */
  async text(): Promise<string> {
    const [temporal] = await Promise.all([
      this.monitor.temporal(),
      this.monitor.read().then(
        (state) => {
          this.show(state);
          this.databaseUp.set(1);
        },
        () => {
          this.databaseUp.set(0);
        },
      ),
    ]);
    this.temporalUp.set(temporal.reachable ? 1 : 0);
    this.pollers.set(temporal.pollers ?? 0);
    this.streams.set(this.hub.streams);
    this.looksFailing.set(this.watch.failures);
    return this.registry.metrics();
  }

  private show(state: SystemState): void {
    this.pending.set(state.commandsPending);
    this.failing.set(state.commandsFailing);
    this.relayLag.set(state.relayLagMs / 1000);
    this.letters.set(state.lettersOwed);
    this.backlog.set(state.figureBacklog);
    this.overdue.set(state.pointsOverdue);
    this.years.set(state.yearsToConfirm);
    this.behind.set(state.behindCalendar);
    this.syncLag.set(state.syncLagMs / 1000);
    this.skew.set(state.clockSkewMs / 1000);
  }

  private gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: [this.registry] });
  }
}
