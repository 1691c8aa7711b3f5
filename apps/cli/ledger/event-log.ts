import { once } from 'node:events';
import { parseLocalDate } from '#domain';
import type { Engine } from '#service';
import { EVENT_LOG_FORMATS, type EventLogFormat, writeEventLog } from '#service/figures';
import { UsageError } from '../usage.js';
import { demandKnownScope } from './known-scope.js';
import { onlyProvince } from './recount.js';

/** An event log that is to be written. */
export interface EventLogArguments {
  readonly format: EventLogFormat;
  readonly from: string;
  readonly to: string;
  /** The only one there is when absent. */
  readonly province: string | undefined;
  readonly agency: string | undefined;
}

/** Reads what is to be exported. Throws `UsageError` for a format that does not exist or days that are none. */
export function readEventLogOptions({ format = 'csv', from, to, province, agency }: Readonly<Partial<Record<'format' | 'from' | 'to' | 'province' | 'agency', string>>>): EventLogArguments {
  const known = EVENT_LOG_FORMATS.find((one) => one === format);
  if (known === undefined || from === undefined || to === undefined || !isDay(from) || !isDay(to) || from > to) {
    throw new UsageError(`event-log takes --format ${EVENT_LOG_FORMATS.join('|')} and the first and last day of receipt, such as --from 2026-08-01 --to 2026-08-31`);
  }
  return { format: known, from, to, province, agency };
}

/** Writes an event log to standard output, at the pace of who reads it. Resolves to 0. Throws `UsageError` for an agency nobody knows. */
export async function exportEventLog(engine: Engine, { format, from, to, province, agency }: EventLogArguments): Promise<number> {
  const whole = province ?? (await onlyProvince(engine));
  await demandKnownScope(engine, whole, agency === undefined ? {} : { agency });
  const query = { province: whole, days: { first: parseLocalDate(from), last: parseLocalDate(to) }, ...(agency === undefined ? {} : { agencies: [agency] }) };
  for await (const piece of writeEventLog(engine, format, query)) {
    if (!process.stdout.write(piece)) {
      await once(process.stdout, 'drain');
    }
  }
  return 0;
}

function isDay(text: string): boolean {
  try {
    parseLocalDate(text);
    return true;
  } catch {
    return false;
  }
}
