import { parseArgs } from 'node:util';
import { type Channel, type Instant, parseInstant } from '#domain';
import { UsageError } from '../usage.js';

/** What the arguments of `due` and `explain` ask about. */
export interface AskedDate {
  readonly procedure: string;
  readonly receivedAt: Instant;
  readonly caseCode?: string;
  readonly channel: Channel;
  readonly agency?: string;
  readonly desk?: string;
  readonly place?: string;
}

/** Lines of a usage that say how an intake is described. */
export const INTAKE_USAGE = `    --procedure CODE --received 2026-11-20T16:30 (local time, without offset) [--case CODE] [--channel counter|online|post]
    [--agency CODE] competent to decide; the procedure's first when absent   [--desk CODE] where it is filed; the one that serves the agency
    [--place CODE] where the land, building or person is
    counted on the catalogue and calendars that come with the program; with --installation, or where DATABASE_URL is set, on the published ones`;

/** The options both commands take. */
export const INTAKE_OPTIONS = {
  procedure: { type: 'string' },
  received: { type: 'string' },
  case: { type: 'string' },
  channel: { type: 'string' },
  agency: { type: 'string' },
  desk: { type: 'string' },
  place: { type: 'string' },
  installation: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof INTAKE_OPTIONS }>>['values'];

/** Reads what is asked. Throws `UsageError` saying which option is missing or wrong, and how it is written. */
export function readAskedDate(values: Values, usage: string): AskedDate {
  const { procedure, received, channel = 'counter', agency, desk, place } = values;
  if (procedure === undefined || received === undefined) {
    throw new UsageError(`--${procedure === undefined ? 'procedure' : 'received'} is missing\n${usage}`);
  }
  if (channel !== 'counter' && channel !== 'online' && channel !== 'post') {
    throw new UsageError(`--channel ${channel} is none of counter, online, post`);
  }
  return {
    procedure,
    receivedAt: readLocalTime(received),
    channel,
    ...(values.case === undefined ? {} : { caseCode: values.case }),
    ...(agency === undefined ? {} : { agency }),
    ...(desk === undefined ? {} : { desk }),
    ...(place === undefined ? {} : { place }),
  };
}

function readLocalTime(text: string): Instant {
  const wrong = new UsageError(`--received ${text} is no local time: write 2026-11-20T16:30, without offset; it is read as Vietnamese time`);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/u.test(text)) {
    throw wrong;
  }
  try {
    return parseInstant(`${text}+07:00`);
  } catch {
    throw wrong;
  }
}
