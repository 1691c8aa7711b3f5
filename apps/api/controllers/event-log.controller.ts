import { Readable } from 'node:stream';
import { Controller, Get, Inject, Query, StreamableFile } from '@nestjs/common';
import { type Actor, dayOfMonth, formatLocalDate, localDate, localDateOf, parseLocalDate } from '#domain';
import type { DaySpan } from '#domain/figures';
import type { Clock, Engine } from '#service';
import { type EventLogFormat, writeEventLog } from '#service/figures';
import { dispositionOf } from '../files/pdf-file.js';
import { CurrentActor } from '../identity/actor.js';
import { toldScope } from '../identity/figure-agency.js';
import { Rights } from '../identity/rights.js';
import { CLOCK, ENGINE } from '../parts.js';
import { eventLogQuery, type EventLogRequest } from '../schemas/event-log.js';

const MEDIA: Record<EventLogFormat, string> = { csv: 'text/csv; charset=utf-8', xes: 'application/xml' };

/** The ledger as an event log for process mining. */
@Controller('api/v1/event-log')
export class EventLogController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  @Get()
  async export(@CurrentActor() actor: Actor, @Query({ schema: eventLogQuery }) { format, from, to, agency }: EventLogRequest): Promise<StreamableFile> {
    const scope = await toldScope(this.engine, this.rights, actor, agency, 'ExportEventLog');
    const days = from === undefined || to === undefined ? this.present() : { first: parseLocalDate(from), last: parseLocalDate(to) };
    const pieces = writeEventLog(await this.rights.reading(actor), format, { province: await this.rights.provinceOf(actor), days, ...('agencies' in scope ? { agencies: scope.agencies } : {}) });
    const name = `event-log-${formatLocalDate(days.first)}-${formatLocalDate(days.last)}.${format}`;
    return new StreamableFile(Readable.from(pieces, { objectMode: false }), { type: MEDIA[format], disposition: dispositionOf('attachment', name) });
  }

  private present(): DaySpan {
    const today = localDateOf(this.clock.now());
    return { first: localDate(today - dayOfMonth(today) + 1), last: today };
  }
}
