import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { type Instant, instant, MS_PER_DAY, MS_PER_HOUR, parseInstant, formatInstant } from '#domain';
import { CopyRows } from '#persistence';
import { applyImport, DOSSIER_COLUMNS, type Engine, OPTIONAL_DOSSIER_COLUMNS } from '#service';
import { readImportFile } from './import-reader.js';
import { ProgressBar } from './import-progress.js';
import { openScratchEngine } from './scratch/scratch-engine.js';
import { UsageError } from './usage.js';

const USAGE = 'npm run bench -- import [--lines 50000] [--json]   finished dossiers imported per second, beside a bare COPY of the same bytes';
const BEGINS = parseInstant('2025-07-01T08:00:00+07:00');
const AT = parseInstant('2026-06-01T08:00:00+07:00');
const SPAN_DAYS = 240;

const FAMILIES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Phan', 'Vũ', 'Đặng', 'Bùi', 'Đỗ'];
const MIDDLES = ['Văn', 'Thị', 'Hữu', 'Ngọc', 'Minh', 'Thanh', 'Quốc', 'Xuân'];
const GIVEN = ['An', 'Bình', 'Châu', 'Dũng', 'Giang', 'Hạnh', 'Khoa', 'Lan', 'Minh', 'Nga', 'Oanh', 'Phúc', 'Quân', 'Sơn', 'Thảo', 'Uyên', 'Vân', 'Yến'];

/** Imports generated finished dossiers into a scratch database with PostgreSQL's own durability and prints the speed. */
export async function benchImport(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { lines: { type: 'string', default: '50000' }, json: { type: 'boolean' } } });
  const count = Number(values.lines);
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new UsageError(USAGE);
  }
  const scratch = await openScratchEngine({ at: BEGINS, poolSize: 4 });
  try {
    const text = await generateCsv(scratch.engine, count);
    const bare = await bareCopy(scratch.engine, text);
    const imported = await importText(scratch.engine, text, count);
    const result = { lines: count, bytes: Buffer.byteLength(text), linesPerSecond: Math.round(count / imported), bareCopyLinesPerSecond: Math.round(count / bare), seconds: Math.round(imported * 100) / 100 };
    process.stdout.write(values.json === true ? `${JSON.stringify(result)}\n` : sentences(result));
    return 0;
  } finally {
    await scratch.close();
  }
}

async function importText(engine: Engine, text: string, count: number): Promise<number> {
  const lines = readImportFile('generated.csv', Readable.from(slices(text), { objectMode: false }), { required: DOSSIER_COLUMNS, optional: OPTIONAL_DOSSIER_COLUMNS }, () => undefined);
  let share = 0;
  const bar = new ProgressBar(process.stderr, () => share);
  const begun = performance.now();
  const summary = await applyImport(engine, lines, AT, {
    source: 'bench',
    listener: {
      rejected: (line, _code, { column, reason, detail }) => {
        throw new Error(`Generated line ${String(line)} was rejected: ${column} ${reason}: ${detail}`);
      },
      warned: () => undefined,
      progress: (done) => {
        share = done / count;
        bar.show(done);
      },
    },
  });
  bar.end();
  const seconds = (performance.now() - begun) / 1000;
  if (summary.taken !== summary.received) {
    throw new Error(`Only ${String(summary.taken)} of ${String(summary.received)} generated lines were taken`);
  }
  return seconds;
}

/** The least any import must do: send the same bytes and store them. */
async function bareCopy(engine: Engine, text: string): Promise<number> {
  return engine.database.bulk(async (tx) => {
    await tx.run('CREATE TEMPORARY TABLE bare_line (text text NOT NULL) ON COMMIT DROP');
    const begun = performance.now();
    await tx.copy('bare_line', ['text'], new CopyRows(text.split('\n').map((line) => [line])));
    return (performance.now() - begun) / 1000;
  });
}

function* slices(text: string): Generator<Buffer> {
  const bytes = Buffer.from(text, 'utf8');
  for (let from = 0; from < bytes.length; from += 65_536) {
    yield bytes.subarray(from, from + 65_536);
  }
}

async function generateCsv(engine: Engine, count: number): Promise<string> {
  const procedures = await engine.database.read.rows<{ code: string; agencies: readonly string[]; channels: readonly string[] }>(
    `SELECT code, data->'competentAgencies' AS agencies, data->'channels' AS channels FROM procedure_version ORDER BY code`,
  );
  const pick = <Item>(items: readonly Item[], index: number): Item => {
    const item = items[index % items.length];
    if (item === undefined) {
      throw new Error('The demo catalogue has no procedures, or one without agency or channel');
    }
    return item;
  };
  const lines = Array.from({ length: count }, (_, index) => {
    const { code, agencies, channels } = pick(procedures, index);
    const receivedAt = instant(BEGINS + (index % SPAN_DAYS) * MS_PER_DAY + (index % 8) * MS_PER_HOUR);
    const dueAt = instant(receivedAt + 7 * MS_PER_DAY);
    const finishedAt = instant(receivedAt + (index % 20 === 0 ? 8 : 5) * MS_PER_DAY);
    const name = `${pick(FAMILIES, index)} ${pick(MIDDLES, index >> 2)} ${pick(GIVEN, index >> 5)}`;
    const phone = `09${String(10_000_000 + index)}`;
    return [`BENCH-${String(index)}`, code, pick(agencies, index), pick(channels, index), name, ...[receivedAt, dueAt, finishedAt, finishedAt].map(text), '10', phone].join(',');
  });
  return `${[...DOSSIER_COLUMNS, 'phone'].join(',')}\n${lines.join('\n')}\n`;
}

function text(at: Instant): string {
  return formatInstant(at);
}

function sentences({ lines, bytes, linesPerSecond, bareCopyLinesPerSecond, seconds }: Readonly<Record<'lines' | 'bytes' | 'linesPerSecond' | 'bareCopyLinesPerSecond' | 'seconds', number>>): string {
  const share = (linesPerSecond / bareCopyLinesPerSecond).toFixed(3);
  return `${lines.toLocaleString('en')} finished dossiers (${(bytes / 1e6).toFixed(1)} MB) in ${seconds.toFixed(1)} s: ${linesPerSecond.toLocaleString('en')} lines/s
bare COPY of the same bytes: ${bareCopyLinesPerSecond.toLocaleString('en')} lines/s (${share} of it)
`;
}
