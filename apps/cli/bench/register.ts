import { parseArgs } from 'node:util';
import { formatInstant, instant, MS_PER_MINUTE, parseInstant, sameClockAfter } from '#domain';
import { openDatabase } from '#persistence';
import { applyImport, enterAllDossiers, type Engine, listRegisters, publishSettings, type Register, showLines, type SourceLine } from '#service';
import { findFreePort } from '../../local/ports.js';
import { openScratchEngine, type ScratchEngine } from '../scratch/scratch-engine.js';
import { UsageError } from '../usage.js';
import { settingsFor, startIssuer, startOwn, untilReady } from './own-processes.js';
import { peakMemory } from './peak-memory.js';

const USAGE = 'npm run bench -- register [--lines 50000] [--json]   a register numbered and printed as PDF and XLSX by an API process: lines a second and its peak memory, beside the same lines as CSV';
const BEGINS = parseInstant('2026-01-05T08:00:00+07:00');
const AT = parseInstant('2026-12-31T17:00:00+07:00');
const DESK = 'H99.31';
const SPAN_DAYS = 350;
const CSV_PAGE = 500;
const PEOPLE = ['Nguyễn Thị Phượng Ước', 'Trần Văn Bình', 'Công ty trách nhiệm hữu hạn một thành viên Đất Đỏ', 'Lê Đình Phương', 'Hợp tác xã nông nghiệp Đồng Bằng'];

interface Print {
  readonly seconds: number;
  readonly bytes: number;
  /** Of the process that printed, in bytes, before and at its highest; absent where the system does not tell. */
  readonly idle?: number;
  readonly peak?: number;
}

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
    const pdf = await print(scratch, `/api/v1/registers/${register.id}/pdf`);
    const xlsx = await print(scratch, `/api/v1/registers/${register.id}/xlsx`);
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
async function writeCsv(engine: Engine, { id, lines }: Register): Promise<Print> {
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

/** Prints over HTTP from an API process of its own, so that its memory is that of printing. */
async function print(scratch: ScratchEngine, path: string): Promise<Print> {
  const issuer = await startIssuer();
  const port = await findFreePort();
  const api = startOwn('api', settingsFor(scratch, issuer.url, '127.0.0.1:1', port));
  try {
    const url = `http://127.0.0.1:${String(port)}`;
    await untilReady(url);
    const idle = await peakMemory(api.pid);
    const begun = performance.now();
    const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${await issuer.token('clerk', DESK)}` } });
    if (!answer.ok || answer.body === null) {
      throw new Error(`${path} was answered ${String(answer.status)}`);
    }
    let bytes = 0;
    for await (const piece of answer.body as AsyncIterable<Uint8Array>) {
      bytes += piece.length;
    }
    const seconds = (performance.now() - begun) / 1000;
    const peak = await peakMemory(api.pid);
    return { seconds, bytes, ...(idle === undefined ? {} : { idle }), ...(peak === undefined ? {} : { peak }) };
  } finally {
    await api.stop();
    issuer.close();
  }
}

interface Result {
  readonly lines: number;
  readonly volumes: number;
  readonly numbering: number;
  readonly alone: number;
  readonly csv: Print;
  readonly pdf: Print;
  readonly xlsx: Print;
}

function sentences({ lines, volumes, numbering, alone, csv, pdf, xlsx }: Result): string {
  const pace = (seconds: number): string => `${Math.round(lines / seconds).toLocaleString('en')} lines/s`;
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  const memory = ({ idle, peak }: Print): string => (peak === undefined || idle === undefined ? 'its memory is not told by this system' : `peak memory of the API ${megabytes(peak)} (${megabytes(idle)} before)`);
  const printed = (name: string, print: Print): string => `${name}: ${print.seconds.toFixed(1)} s, ${pace(print.seconds)}, ${megabytes(print.bytes)}, ${(print.seconds / csv.seconds).toFixed(1)} times as long as the CSV; ${memory(print)}\n`;
  return (
    `A register of ${lines.toLocaleString('en')} lines in ${String(volumes)} volumes\n` +
    `Numbering: ${numbering.toFixed(1)} s, ${pace(numbering)}; PostgreSQL alone writing the same lines takes ${(alone / numbering).toFixed(2)} of it\n` +
    `CSV of the same lines, read and decrypted: ${csv.seconds.toFixed(1)} s, ${pace(csv.seconds)}, ${megabytes(csv.bytes)}\n` +
    printed('PDF', pdf) +
    printed('XLSX', xlsx)
  );
}
