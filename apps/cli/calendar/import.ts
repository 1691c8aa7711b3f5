import { readFile, stat, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { CalendarDefinitionError, type CalendarDefinition } from '#domain';
import { ConfirmedYearError, draftOfNotice, NOTICE_BYTES, NoticeError, type Notice, proposedCalendarYear, readNotice, systemClock } from '#service';
import { calendarDifferenceLines, leftOutLines, missingLines } from '#vi';
import { UsageError } from '../usage.js';
import { draftNotice } from './draft.js';
import { withInstallation } from './installed.js';
import { layerIn, nationalLayer, yearFrom } from './layers.js';

const COMMON_USAGE = [
  '  --by PERSON    leaves it as a draft in the installation, for a second person to publish; --layer ID when it is not the national one (vn)',
  '  --base FILE    compares with a layer in a file instead of the national one of the program',
  '  --out FILE     writes the changed layer',
];
const IMPORT_USAGE = [
  'npm run --silent calendar -- import FILE --decree "DOCUMENT, NUMBER AND DAY" [--year YEAR]',
  '  shows day by day what a notice (.csv, .json, .ics) would change; nothing is published',
  '  --year YEAR    the file is the whole notice of that year: it confirms the year and replaces all its days; without it single days are changed',
  ...COMMON_USAGE,
].join('\n');
const PROPOSE_USAGE = ['npm run --silent calendar -- propose YEAR   shows what a year without its notice is taken to be, against the calendar as it is', ...COMMON_USAGE].join('\n');

const COMMON = { by: { type: 'string' }, layer: { type: 'string' }, base: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean', default: false } } as const;

/** Where a notice is compared, and where what it makes of the layer goes. */
interface Target {
  readonly by?: string | undefined;
  readonly layer?: string | undefined;
  readonly base?: string | undefined;
  readonly out?: string | undefined;
}

/** Reads a notice and shows what it would change. Resolves to 1 when the file or the result is refused; then nothing is written. */
export async function importNotice(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: { ...COMMON, decree: { type: 'string' }, year: { type: 'string' } } });
  const [path, ...more] = positionals;
  if (values.help) {
    return said(IMPORT_USAGE);
  }
  if (path === undefined || more.length > 0 || isMixed(values)) {
    throw new UsageError(IMPORT_USAGE);
  }
  if (values.decree === undefined) {
    throw new UsageError(`--decree is missing: name the document the file comes from, with number and day\n${IMPORT_USAGE}`);
  }
  const options = { decree: values.decree, ...(values.year === undefined ? {} : { year: yearFrom(values.year) }) };
  return refusedOr(async () => show(await readNotice({ name: path, bytes: await bytesOf(path) }, options), values));
}

/** Shows the proposal for a year without a notice. Resolves to 1 when the calendar has the year confirmed already. */
export async function proposeYear(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: COMMON });
  const [text, ...more] = positionals;
  if (values.help) {
    return said(PROPOSE_USAGE);
  }
  if (more.length > 0 || isMixed(values)) {
    throw new UsageError(PROPOSE_USAGE);
  }
  const { year, days } = await proposedCalendarYear(yearFrom(text));
  return refusedOr(() => show({ source: year.source, years: [year], days, inferred: [], leftOut: [], missing: 0 }, values));
}

/** A draft is made of the installation's own layer, never of one in a file. */
function isMixed({ by, layer, base }: Target): boolean {
  return (by !== undefined && base !== undefined) || (by === undefined && layer !== undefined);
}

async function show(notice: Notice, { by, layer: id, base, out }: Target): Promise<number> {
  const drafted = by === undefined ? undefined : await withInstallation((engine) => draftNotice(engine, systemClock, notice, { layer: id ?? 'vn', by }));
  const { layer, difference } = drafted ?? draftOfNotice(await baseOf(base), notice);
  const lines = [...calendarDifferenceLines(difference, new Set(notice.inferred.map(({ date }) => date))), ...leftOutLines(notice.leftOut), ...missingLines(notice.missing)];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (out !== undefined) {
    await writeFile(out, `${JSON.stringify(layer, undefined, 2)}\n`);
    process.stderr.write(`The changed layer is in ${out}; it holds nowhere until it is published\n`);
  }
  if (drafted !== undefined) {
    process.stderr.write(`Draft ${drafted.id}; it holds nowhere until another person than ${by ?? ''} publishes it\n`);
  }
  return 0;
}

async function baseOf(path: string | undefined): Promise<CalendarDefinition> {
  return path === undefined ? nationalLayer() : layerIn(path);
}

async function refusedOr(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NoticeError || error instanceof ConfirmedYearError || error instanceof CalendarDefinitionError) {
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
    throw error;
  }
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    // A file that is too large is told by its size alone; reading one byte more than allowed is enough to be refused.
    return (await stat(path)).size > NOTICE_BYTES ? new Uint8Array(NOTICE_BYTES + 1) : await readFile(path);
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function said(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}
