import { formatInstant, formatLocalDate, type Instant, localDateOf, type LetterTemplateChoice, NATION, type ProcedureVersion } from '#domain';
import { readHead } from '../calendars/layered-calendars.js';
import { readAgencies } from '../catalogue/agencies.js';
import type { Engine } from '../engine.js';
import type { Reader } from '../rule-book.js';
import { type ExchangeContent, type ExchangeFile, type ExchangePart, sealExchange } from './exchange-file.js';

/** Parts of a province's catalogue as one file, as they stand at `at`. Nothing of it is personal. */
export async function exportCatalogue({ database, sha256 }: Pick<Engine, 'database' | 'sha256'>, province: string, parts: readonly ExchangePart[], at: Instant): Promise<ExchangeFile> {
  return sealExchange(await database.transaction((tx) => readContent(tx, province, parts, at)), { province, exportedAt: formatInstant(at) }, sha256);
}

/** The catalogue of a province as an export would hold it. */
export async function readContent(read: Reader, province: string, parts: readonly ExchangePart[], at: Instant): Promise<ExchangeContent> {
  const agencies = [...(await readAgencies(read)).values()].filter((agency) => agency.province === province);
  const codes = new Set(agencies.map(({ code }) => code));
  return {
    ...(parts.includes('agencies') ? { agencies } : {}),
    ...(parts.includes('procedures') ? { procedures: await readProcedures(read, formatLocalDate(localDateOf(at))) } : {}),
    ...(parts.includes('templates') ? { templates: await readTemplates(read, codes) } : {}),
    ...(parts.includes('calendars') ? { calendars: await readCalendars(read, codes) } : {}),
  };
}

/** Of each procedure the version in force on a day, and those that begin later, the last of each day. */
async function readProcedures(read: Reader, day: string): Promise<readonly ProcedureVersion[]> {
  const rows = await read.rows<{ data: ProcedureVersion }>(
    `SELECT data FROM (SELECT DISTINCT ON (code) code, effective_from, data FROM procedure_version WHERE effective_from <= $1 ORDER BY code, effective_from DESC, version DESC) AS in_force
     UNION ALL SELECT data FROM (SELECT DISTINCT ON (code, effective_from) code, effective_from, data FROM procedure_version WHERE effective_from > $1 ORDER BY code, effective_from, version DESC) AS later`,
    [day],
  );
  return rows.map(({ data }) => data).toSorted((a, b) => (a.code === b.code ? (a.effectiveFrom < b.effectiveFrom ? -1 : 1) : a.code < b.code ? -1 : 1));
}

async function readTemplates(read: Reader, codes: ReadonlySet<string>): Promise<Readonly<Record<string, LetterTemplateChoice>>> {
  const rows = await read.rows<{ scope: string; content: LetterTemplateChoice }>('SELECT DISTINCT ON (scope) scope, content FROM letter_template ORDER BY scope, number DESC');
  return Object.fromEntries(rows.flatMap(({ scope, content }) => (scope === NATION || codes.has(scope) ? [[scope, content] as const] : [])));
}

async function readCalendars(read: Reader, codes: ReadonlySet<string>): Promise<NonNullable<ExchangeContent['calendars']>> {
  const { layers, assignments } = await readHead(read);
  const own = assignments.filter(({ agency }) => codes.has(agency));
  const used = new Set(own.flatMap(({ processing, intake }) => [...processing, ...intake]));
  return { layers: [...layers.values()].filter(({ id }) => used.has(id)), assignments: own };
}
