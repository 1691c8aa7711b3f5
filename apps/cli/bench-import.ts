import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { type Instant, instant, MS_PER_HOUR, parseInstant, formatInstant, sameClockAfter } from '#domain';
import { openDatabase } from '#persistence';
import { applyImport, DOSSIER_COLUMNS, type Engine, OPTIONAL_DOSSIER_COLUMNS } from '#service';
import { readImportFile } from './import-reader.js';
import { ProgressBar } from './import-progress.js';
import { openScratchEngine } from './scratch/scratch-engine.js';
import { UsageError } from './usage.js';

const USAGE = 'npm run bench -- import [--lines 50000] [--json]   finished dossiers imported per second, beside PostgreSQL alone writing the same rows';
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
    const imported = await importText(scratch.engine, text, count);
    const bare = await rowsAlone(scratch.ownerUrl);
    const result = {
      lines: count,
      bytes: Buffer.byteLength(text),
      seconds: Math.round(imported.seconds * 100) / 100,
      linesPerSecond: Math.round(count / imported.seconds),
      cpuMicrosPerLine: Math.round(imported.cpuMicros / count),
      rowsAloneLinesPerSecond: Math.round(count / bare),
    };
    process.stdout.write(values.json === true ? `${JSON.stringify(result)}\n` : sentences(result));
    return 0;
  } finally {
    await scratch.close();
  }
}

async function importText(engine: Engine, text: string, count: number): Promise<{ readonly seconds: number; readonly cpuMicros: number }> {
  const lines = readImportFile('generated.csv', Readable.from(slices(text), { objectMode: false }), { required: DOSSIER_COLUMNS, optional: OPTIONAL_DOSSIER_COLUMNS }, () => undefined);
  let share = 0;
  const bar = new ProgressBar(process.stderr, () => share);
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
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
  const [seconds, { user, system }] = [(performance.now() - begun) / 1000, process.cpuUsage(cpu)];
  bar.end();
  if (summary.taken !== summary.received) {
    throw new Error(`Only ${String(summary.taken)} of ${String(summary.received)} generated lines were taken`);
  }
  return { seconds, cpuMicros: user + system };
}

/** Tables an import writes; letters are owed for running dossiers only. */
const TABLES = ['dossier', 'dossier_event', 'personal_record', 'search_token', 'dossier_import', 'figure_delta'] as const;

/**
 * The least any import must do: PostgreSQL copies the rows the import wrote into tables with the same indexes and checks, in
 * one transaction and without a word from outside. No foreign keys, so it is less than an import's own writing.
 */
async function rowsAlone(ownerUrl: string): Promise<number> {
  const database = await openDatabase({ url: ownerUrl, poolSize: 1, applicationName: 'dunghan-bench' });
  try {
    for (const table of TABLES) {
      await database.read.run(`CREATE TABLE twin_${table} (LIKE ${table} INCLUDING ALL)`);
    }
    const begun = performance.now();
    await database.transaction(async (tx) => {
      for (const table of TABLES) {
        await tx.run(`INSERT INTO twin_${table} OVERRIDING SYSTEM VALUE SELECT * FROM ${table}`);
      }
    });
    return (performance.now() - begun) / 1000;
  } finally {
    await database.close();
  }
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
    const receivedAt = instant(sameClockAfter(BEGINS, index % SPAN_DAYS) + (index % 8) * MS_PER_HOUR);
    const dueAt = sameClockAfter(receivedAt, 7);
    const finishedAt = sameClockAfter(receivedAt, index % 20 === 0 ? 8 : 5);
    const name = `${pick(FAMILIES, index)} ${pick(MIDDLES, index >> 2)} ${pick(GIVEN, index >> 5)}`;
    const phone = `09${String(10_000_000 + index)}`;
    return [`BENCH-${String(index)}`, code, pick(agencies, index), pick(channels, index), name, ...[receivedAt, dueAt, finishedAt, finishedAt].map(text), '10', phone].join(',');
  });
  return `${[...DOSSIER_COLUMNS, 'phone'].join(',')}\n${lines.join('\n')}\n`;
}

function text(at: Instant): string {
  return formatInstant(at);
}

function sentences(result: Readonly<Record<'lines' | 'bytes' | 'seconds' | 'linesPerSecond' | 'cpuMicrosPerLine' | 'rowsAloneLinesPerSecond', number>>): string {
  const { lines, bytes, seconds, linesPerSecond, cpuMicrosPerLine, rowsAloneLinesPerSecond } = result;
  return `${lines.toLocaleString('en')} finished dossiers (${(bytes / 1e6).toFixed(1)} MB) in ${seconds.toFixed(1)} s: ${linesPerSecond.toLocaleString('en')} lines/s, ${String(cpuMicrosPerLine)} µs of this process's CPU a line
PostgreSQL alone writing the same rows: ${rowsAloneLinesPerSecond.toLocaleString('en')} lines/s (the import runs at ${(linesPerSecond / rowsAloneLinesPerSecond).toFixed(2)} of it)
`;
}
