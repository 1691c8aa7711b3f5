import type { Engine } from '../engine.js';
import { type EventLogQuery, readTraces } from './read-traces.js';
import { writeCsv } from './write-csv.js';
import { writeXes } from './write-xes.js';

/** How an event log is written. */
export const EVENT_LOG_FORMATS = ['csv', 'xes'] as const;
export type EventLogFormat = (typeof EVENT_LOG_FORMATS)[number];

/** An event log in pieces, at the pace of who takes them and in bounded memory. */
export function writeEventLog(engine: Pick<Engine, 'database' | 'vault'>, format: EventLogFormat, query: EventLogQuery): AsyncGenerator<string> {
  const traces = readTraces(engine, query);
  return format === 'csv' ? writeCsv(traces) : writeXes(traces);
}
