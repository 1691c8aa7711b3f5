import { formatInstant, instant } from '#domain';
import { csvLine } from '#letters';
import type { Trace } from './read-traces.js';

/** Columns under the names of XES, as tools of process mining look for them. */
const COLUMNS = [
  'case:concept:name', 'concept:name', 'lifecycle:transition', 'time:timestamp', 'org:resource', 'org:group',
  'case:procedure', 'case:case', 'case:channel', 'case:agency', 'case:status', 'case:due', 'case:punctuality',
] as const;

/** An event log as CSV (UTF-8, RFC 4180), a line for each event, written while it is read. */
export async function* writeCsv(traces: AsyncIterable<Trace>): AsyncGenerator<string> {
  yield csvLine(COLUMNS);
  for await (const { code, procedure, caseCode, channel, agency, status, dueAt, punctuality, entries } of traces) {
    const ofDossier = [procedure, caseCode, channel, agency, status, dueAt === undefined ? '' : formatInstant(dueAt), punctuality ?? ''];
    yield entries.map(({ activity, lifecycle, at, resource = '', group = '' }) => csvLine([code, activity, lifecycle, formatInstant(instant(at)), resource, group, ...ofDossier])).join('');
  }
}
