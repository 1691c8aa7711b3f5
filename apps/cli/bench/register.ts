import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { formatInstant, instant, MS_PER_MINUTE, parseInstant, sameClockAfter } from '#domain';
import { openDatabase } from '#persistence';
import { applyImport, enterAllDossiers, type Engine, listRegisters, publishSettings, type Register, type RegisterFormat, showLines, type SourceLine } from '#service';
import { NODE_FLAGS } from '../../local/node-flags.js';
import { openScratchEngine, type ScratchEngine } from '../scratch/scratch-engine.js';
import { UsageError } from '../usage.js';
import type { PrintOrder, PrintReport } from './register-printer.js';

const USAGE = 'npm run bench -- register [--lines 50000] [--json]   a register numbered, and printed as PDF and XLSX each by a process of its own: lines a second and peak memory, beside the same lines as CSV';
const BEGINS = parseInstant('2026-01-05T08:00:00+07:00');
const AT = parseInstant('2026-12-31T17:00:00+07:00');
const DESK = 'H99.31';
const SPAN_DAYS = 350;
const CSV_PAGE = 500;
const PEOPLE = ['Nguyễn Thị Phượng Ước', 'Trần Văn Bình', 'Công ty trách nhiệm hữu hạn một thành viên Đất Đỏ', 'Lê Đình Phương', 'Hợp tác xã nông nghiệp Đồng Bằng'];

/** How long something took, in seconds, and how many bytes it gave. */
type Measured = Pick<PrintReport, 'seconds' | 'bytes'>;

/** Fills one register with synthetic lines and prints it through the API. */
export async function benchRegister(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { lines: { type: 'string', default: '50000' }, json: { type: 'boolean' } } });
  const count = Number(values.lines);
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new UsageError(USAGE);
  }
  const scratch = await openScratchEngine({ at: BEGINS, poolSize: 4 });
  try {
    const numbering = await fill(scratch.engine, count);
    const alone = await rowsAlone(scratch.ownerUrl);
    const [register] = await listRegisters(scratch.engine.database.read, { agencies: [DESK], limit: 1 });
    if (register?.lines !== count) {
      throw new Error(`The register has ${String(register?.lines)} lines instead of ${String(count)}`);
    }
    const csv = await writeCsv(scratch.engine, register);
    const pdf = await print(scratch, register.id, 'pdf');
    const xlsx = await print(scratch, register.id, 'xlsx');
    const result = { lines: count, volumes: register.volumes, numbering, alone, csv, pdf, xlsx };
    process.stdout.write(values.json === true ? `${JSON.stringify(result)}\n` : sentences(result));
    return 0;
  } finally {
    await scratch.close();
  }
}

/** Imports the lines and gives them their numbers; returns the seconds the numbers took. */
async function fill(engine: Engine, count: number): Promise<number> {
  await engine.database.transaction((tx) => publishSettings(tx, { registerImported: true }, BEGINS, 'bench'));
  const { taken } = await applyImport(engine, linesOf(count), AT, { source: 'bench' });
  if (taken !== count) {
    throw new Error(`${String(count - taken)} lines were not imported`);
  }
  const begun = performance.now();
  await enterAllDossiers(engine, AT);
  return (performance.now() - begun) / 1000;
}

function* linesOf(count: number): Generator<SourceLine> {
  for (let index = 0; index < count; index += 1) {
    const receivedAt = instant(sameClockAfter(BEGINS, index % SPAN_DAYS) + (index % 480) * MS_PER_MINUTE);
    const dueAt = sameClockAfter(receivedAt, 10);
    const returned = (days: number): string => (sameClockAfter(receivedAt, days) <= AT ? formatInstant(sameClockAfter(receivedAt, days)) : '');
    yield {
      line: index + 2,
      fields: {
        code: `000.00.31.H99-26${String(index).padStart(9, '0')}`,
        procedureCode: '1.013225',
        agencyCode: DESK,
        channel: 'counter',
        applicantName: `${PEOPLE[index % PEOPLE.length] ?? ''} ${String(index)}`,
        phone: `09${String(10_000_000 + index)}`,
        receivedAt: formatInstant(receivedAt),
        dueAt: formatInstant(dueAt),
        finishedAt: returned(7),
        handedOverAt: returned(8),
        status: '',
      },
    };
  }
}

/** The least numbering must do: PostgreSQL copies the lines into a table with the same indexes and checks, without a word from outside. */
async function rowsAlone(ownerUrl: string): Promise<number> {
  const owner = await openDatabase({ url: ownerUrl, poolSize: 1, applicationName: 'dunghan-bench' });
  try {
    await owner.read.run('CREATE TABLE twin_entry (LIKE register_entry INCLUDING ALL)');
    const begun = performance.now();
    await owner.read.run('INSERT INTO twin_entry SELECT * FROM register_entry');
    return (performance.now() - begun) / 1000;
  } finally {
    await owner.close();
  }
}

/** The same lines, read and decrypted in this process, as plain text. */
async function writeCsv(engine: Engine, { id, lines }: Register): Promise<Measured> {
  const begun = performance.now();
  let bytes = 0;
  for (let after = 0; after < lines; ) {
    const shown = await showLines(engine, id, after, CSV_PAGE);
    for (const { line } of shown) {
      bytes += Buffer.byteLength(`${[line.number, line.dossierCode, line.procedureName, line.applicant, line.contact, line.agencyName, line.receivedAt, line.appointments.join(' '), line.returnedAt ?? '', line.delivery].join(';')}\n`);
    }
    after = shown.at(-1)?.line.number ?? lines;
  }
  return { seconds: (performance.now() - begun) / 1000, bytes };
}

/** Prints in a process of its own, started as ours are, so that its memory is that of printing. */
async function print({ databaseUrl, masterKey }: ScratchEngine, register: string, format: RegisterFormat): Promise<PrintReport> {
  const order: PrintOrder = { databaseUrl, masterKey: Buffer.from(masterKey).toString('base64'), register, format, at: AT };
  const { stdout } = await promisify(execFile)(process.execPath, [...NODE_FLAGS, fileURLToPath(new URL('register-printer.js', import.meta.url)), JSON.stringify(order)]);
  return JSON.parse(stdout) as PrintReport;
}

interface Result {
  readonly lines: number;
  readonly volumes: number;
  readonly numbering: number;
  readonly alone: number;
  readonly csv: Measured;
  readonly pdf: PrintReport;
  readonly xlsx: PrintReport;
}

function sentences({ lines, volumes, numbering, alone, csv, pdf, xlsx }: Result): string {
  const pace = (seconds: number): string => `${Math.round(lines / seconds).toLocaleString('en')} lines/s`;
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  const printed = (name: string, { seconds, bytes, idle, peak }: PrintReport): string =>
    `${name}: ${seconds.toFixed(1)} s, ${pace(seconds)}, ${megabytes(bytes)}, ${(seconds / csv.seconds).toFixed(1)} times as long as the CSV; peak memory of its process ${megabytes(peak)} (${megabytes(idle)} before it began)\n`;
  return (
    `A register of ${lines.toLocaleString('en')} lines in ${String(volumes)} volumes\n` +
    `Numbering: ${numbering.toFixed(1)} s, ${pace(numbering)}; PostgreSQL alone writing the same lines takes ${(alone / numbering).toFixed(2)} of it\n` +
    `CSV of the same lines, read and decrypted: ${csv.seconds.toFixed(1)} s, ${pace(csv.seconds)}, ${megabytes(csv.bytes)}\n` +
    printed('PDF', pdf) +
    printed('XLSX', xlsx)
  );
}
