import { Inject, Injectable } from '@nestjs/common';
import { MS_PER_MINUTE } from '#domain';
import { PROJECTION_VERSION } from '#domain/figures';
import { findPendingMigrations } from '#persistence';
import { type Clock, COUNT_BEHIND, type Engine } from '#service';
import { FIGURE_BACKLOG_ALARM } from '#service/figures';
import { type ApiSettings, CLOCK, ENGINE, SETTINGS } from '../parts.js';
import { GatewayWatch } from './gateway-watch.js';

/** What is measured of the whole system. Durations are milliseconds. */
export interface SystemState {
  readonly temporalReachable: boolean;
  readonly pollers: number | undefined;
  /** Commands without an outcome. */
  readonly commandsPending: number;
  /** Those of them that failed while being decided at least once: given up after twenty attempts, a quarter of an hour. */
  readonly commandsFailing: number;
  /** Age of the oldest command without an outcome: how far the delivery of commands lags. */
  readonly relayLagMs: number;
  readonly lettersOwed: number;
  /** Figure deltas not yet merged into cells. */
  readonly figureBacklog: number;
  /** Whether rows and figures are still being brought to this program's projection. */
  readonly projectionBehind: boolean;
  /** Points of interest that should have been settled a quarter of an hour ago. */
  readonly pointsOverdue: number;
  /** Years of calendars for whose notice a task is open. */
  readonly yearsToConfirm: number;
  /** Open dossiers that do not stand on the current calendar version, published longer ago than re-dating takes. */
  readonly behindCalendar: number;
  /** For how long the oldest thing the national portal has to be told of has waited, and from when on that is too long. */
  readonly syncLagMs: number;
  readonly syncTermMs: number;
  /** This process's clock minus the database's. */
  readonly clockSkewMs: number;
}

/** Anything of the system that works worse than it should, while the API itself can do its work. */
export const DEGRADATIONS = ['temporal-unreachable', 'no-workers', 'relay-lag', 'commands-failing', 'figure-backlog', 'projection-behind', 'overdue-not-woken', 'calendar-behind', 'clock-skew', 'calendar-unconfirmed', 'portal-behind', 'not-measured'] as const;
type Degradation = (typeof DEGRADATIONS)[number];

const RELAY_LAG_ALARM_MS = 30_000;
const SHARED_WITHIN_MS = 10_000;
const OVERDUE_ALARM_MS = 15 * 60_000;
const REDATED_WITHIN_MS = 60_000;

interface Counts {
  readonly pending: number;
  readonly failing: number;
  readonly oldest: number | null;
  readonly owed: number;
  readonly deltas: number;
  readonly projection: number | null;
  readonly overdue: number;
  readonly years: number;
  readonly behind: number;
  readonly untold: number | null;
  readonly database_at: number;
}

const BEHIND = `CASE WHEN EXISTS (SELECT FROM calendar_head h JOIN calendar_version v ON v.id = h.version_id WHERE v.published_at < $2) THEN ${COUNT_BEHIND} ELSE 0 END`;

// Reads the database's clock to say how far it is from ours, never to decide anything.
// eslint-disable-next-line no-restricted-syntax -- the clock is measured here, not used
const COUNTS = `SELECT ${BEHIND} AS behind,
  (SELECT count(*) FROM command_inbox WHERE status = 'pending') AS pending,
  (SELECT count(*) FROM command_inbox WHERE status = 'pending' AND attempts > 0) AS failing,
  (SELECT min(accepted_at) FROM command_inbox WHERE status = 'pending') AS oldest,
  (SELECT count(*) FROM letter WHERE status = 'owed' AND NOT awaits_signature) AS owed,
  (SELECT count(*) FROM (SELECT FROM figure_delta LIMIT 100000) AS waiting) AS deltas,
  (SELECT version FROM projection) AS projection,
  (SELECT count(*) FROM dossier WHERE next_point_at < $1) AS overdue,
  (SELECT min(owed_at) FROM sync_outbox WHERE settled_at IS NULL) AS untold,
  (SELECT count(*) FROM task WHERE kind = 'calendar-unconfirmed' AND done_at IS NULL) AS years,
  (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS database_at`;

/** Looks at everything the API depends on or is answerable for. */
@Injectable()
export class SystemMonitor {
  private counting: Promise<SystemState> | undefined;

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: ApiSettings,
    private readonly gateway: GatewayWatch,
  ) {}

  /** How Temporal is, whether the database answers or not. */
  temporal(): ReturnType<GatewayWatch['health']> {
    return this.gateway.health();
  }

  /** The state now, counted once for all who ask meanwhile: anybody may, as often as they like, and what is counted grows. Throws when the database does not answer. */
  read(): Promise<SystemState> {
    if (this.counting === undefined) {
      const counting = this.count();
      const over = (): void => {
        clearTimeout(impatience);
        if (this.counting === counting) this.counting = undefined;
      };
      // A database that is gone without a word never answers: who asks later asks the one that is there.
      const impatience = setTimeout(over, SHARED_WITHIN_MS).unref();
      this.counting = counting;
      counting.then(over, over);
    }
    return this.counting;
  }

  private async count(): Promise<SystemState> {
    const asked = this.clock.now();
    const [{ reachable, pollers }, counts] = await Promise.all([this.gateway.health(), this.engine.database.read.first<Counts>(COUNTS, [asked - OVERDUE_ALARM_MS, asked - REDATED_WITHIN_MS])]);
    if (counts === undefined) {
      throw new Error('PostgreSQL answered a count with no row');
    }
    return {
      temporalReachable: reachable,
      pollers,
      commandsPending: counts.pending,
      commandsFailing: counts.failing,
      relayLagMs: counts.oldest === null ? 0 : Math.max(0, asked - counts.oldest),
      lettersOwed: counts.owed,
      figureBacklog: counts.deltas,
      projectionBehind: (counts.projection ?? 0) < PROJECTION_VERSION,
      pointsOverdue: counts.overdue,
      yearsToConfirm: counts.years,
      behindCalendar: counts.behind,
      syncLagMs: counts.untold === null ? 0 : Math.max(0, asked - counts.untold),
      syncTermMs: (await this.engine.rules.settings(this.engine.database.read)).portalTermMinutes * MS_PER_MINUTE,
      clockSkewMs: asked - counts.database_at,
    };
  }

  /** Migrations this program knows and the database has not seen. Throws when the database does not answer. */
  pendingMigrations(): Promise<readonly string[]> {
    return findPendingMigrations(this.engine.database.read);
  }

  /** What of a state is worse than it should be; a state that could not be measured is. */
  degradations(state: SystemState | undefined): readonly Degradation[] {
    if (state === undefined) {
      return ['not-measured'];
    }
    const checks: Record<Exclude<Degradation, 'not-measured'>, boolean> = {
      'temporal-unreachable': !state.temporalReachable,
      'no-workers': state.temporalReachable && state.pollers === 0,
      'relay-lag': state.relayLagMs > RELAY_LAG_ALARM_MS,
      'commands-failing': state.commandsFailing > 0,
      'figure-backlog': state.figureBacklog > FIGURE_BACKLOG_ALARM,
      'projection-behind': state.projectionBehind,
      'overdue-not-woken': state.pointsOverdue > 0,
      'calendar-unconfirmed': state.yearsToConfirm > 0,
      'calendar-behind': state.behindCalendar > 0,
      'portal-behind': state.syncLagMs > state.syncTermMs,
      'clock-skew': Math.abs(state.clockSkewMs) > this.settings.clockSkewMs,
    };
    return DEGRADATIONS.filter((name) => name !== 'not-measured' && checks[name]);
  }
}
