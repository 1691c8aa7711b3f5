import { Controller, Get, Header, HttpStatus, Logger, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Public } from '../identity/actor.js';
import { Metrics } from '../monitoring/metrics.js';
import { DEGRADATIONS, SystemMonitor, type SystemState } from '../monitoring/system-state.js';

/** Whether the API can do its work, and what around it works worse than it should. */
export const readinessSchema = z.strictObject({
  status: z.enum(['ready', 'unready']),
  database: z.enum(['up', 'down']),
  pendingMigrations: z.array(z.string()).readonly(),
  degraded: z.array(z.enum(DEGRADATIONS)).readonly(),
  measured: z
    .strictObject({
      temporalReachable: z.boolean(),
      pollers: z.int().exactOptional(),
      commandsPending: z.int(),
      commandsFailing: z.int(),
      relayLagMs: z.number(),
      lettersOwed: z.int(),
      figureBacklog: z.int(),
      projectionBehind: z.boolean(),
      pointsOverdue: z.int(),
      behindCalendar: z.int(),
      yearsToConfirm: z.int(),
      syncLagMs: z.number(),
      syncTermMs: z.int(),
      clockSkewMs: z.number(),
    })
    .nullable(),
});
type Readiness = z.output<typeof readinessSchema>;

/** Health for whoever runs the process. */
@Controller('health')
@Public()
export class HealthController {
  private readonly logger = new Logger('health');

  constructor(private readonly monitor: SystemMonitor) {}

  /** 200 as long as the process answers. */
  @Get('live')
  live(): { readonly status: 'live' } {
    return { status: 'live' };
  }

  /** 200 when the database answers and its schema is current. Temporal being away only degrades: intake goes on. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.readiness();
    if (readiness.status === 'unready') {
      void reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    }
    return readiness;
  }

  private async readiness(): Promise<Readiness> {
    const [pendingMigrations, state] = await Promise.all([this.asked(this.monitor.pendingMigrations()), this.asked(this.monitor.read())]);
    if (pendingMigrations === undefined) {
      return { status: 'unready', database: 'down', pendingMigrations: [], degraded: [], measured: null };
    }
    return {
      status: pendingMigrations.length === 0 ? 'ready' : 'unready',
      database: 'up',
      pendingMigrations,
      degraded: this.monitor.degradations(state),
      measured: state === undefined ? null : measuredOf(state),
    };
  }

  /** What a question to the database found; `undefined`, and a line in the log, when it could not be answered. */
  private async asked<Found>(question: Promise<Found>): Promise<Found | undefined> {
    try {
      return await question;
    } catch (error) {
      this.logger.warn(`The database cannot be asked: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }
}

function measuredOf({ pollers, ...state }: SystemState): Readiness['measured'] {
  return { ...state, ...(pollers === undefined ? {} : { pollers }) };
}

/** What Prometheus scrapes. */
@Controller('metrics')
@Public()
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  text(): Promise<string> {
    return this.metrics.text();
  }
}
