import type { Agency, Instant } from '#domain';
import { type RegisterBook, type RegisterClosing, type RegisterLine, type RegisterVolume, type SignedClosing, renderRegisterCsv, renderRegisterPdf, renderRegisterXlsx } from '#letters';
import type { Engine } from '../engine.js';
import { readSignatoryUnder } from '../letters/read-signatory.js';
import { composeLine } from './compose-line.js';
import { ContentHash } from './content-hash.js';
import { enterAllDossiers } from './enter-dossiers.js';
import { findRegister, type Register } from './list-registers.js';
import { streamLines } from './read-lines.js';
import { registerFrame } from './register-frame.js';

/** Which part of a register is printed; the whole of it when nothing is named. Numbers are inclusive. */
export interface RegisterPart {
  readonly volume?: number;
  readonly from?: number;
  readonly to?: number;
}

/** How a register is written. */
export type RegisterFormat = 'pdf' | 'xlsx' | 'csv';

/** A register being printed: its bytes come as they are read. */
export interface PrintedRegister {
  readonly register: Register;
  readonly bytes: AsyncGenerator<Uint8Array>;
}

const BATCH = 100;
const WRITERS = { pdf: renderRegisterPdf, xlsx: renderRegisterXlsx, csv: renderRegisterCsv } as const;

/**
 * A register as form 07: what was received is entered first, then lines are read and decrypted a batch at a time while the file is
 * written, at the pace of whoever takes it. A closed register is printed as it was at its closing, what was returned since marked as
 * such; printed whole, it says whether its content still has the hash of the closing. `undefined` when there is no such register.
 */
export async function printRegister(engine: Engine, id: string, format: RegisterFormat, part: RegisterPart, at: Instant, options: { readonly byteOrderMark?: boolean } = {}): Promise<PrintedRegister | undefined> {
  await enterAllDossiers(engine, at);
  const { read } = engine.database;
  const register = await findRegister(read, id);
  if (register === undefined) {
    return undefined;
  }
  const agencies = await engine.rules.agencies(read);
  const volumes = (await readVolumes(engine, register)).map((volume) => within(volume, part)).filter((volume) => volume !== undefined);
  const content = new ContentHash();
  const book = await bookOf(engine, register, volumes, content, at);
  return { register, bytes: WRITERS[format](book, linesOf(engine, register, agencies, volumes, content), options) };
}

async function* linesOf(engine: Engine, { id, state }: Register, agencies: ReadonlyMap<string, Agency>, volumes: readonly RegisterVolume[], content: ContentHash): AsyncGenerator<RegisterLine> {
  const { read } = engine.database;
  const range = { after: (volumes[0]?.firstNumber ?? 1) - 1, to: volumes.at(-1)?.lastNumber ?? 0, limit: BATCH, isHashed: state === 'closed' };
  for await (const entries of streamLines(engine, read, id, range)) {
    for (const entry of entries) {
      if (state === 'closed') {
        content.add(entry);
      }
      yield await composeLine(engine, read, entry, agencies);
    }
  }
}

async function bookOf(engine: Engine, register: Register, volumes: readonly RegisterVolume[], content: ContentHash, at: Instant): Promise<RegisterBook> {
  const { header, template, place } = await registerFrame(engine, engine.database.read, register.agency, at);
  const signed = await signedClosing(engine, register);
  const pages = await countPages(engine, register);
  return {
    template,
    header,
    place,
    fieldName: register.fieldName,
    year: register.year,
    openedAt: register.openedAt,
    printedAt: at,
    volumes,
    ...(signed === undefined ? {} : { signed }),
    closing: () => closingOf(register, pages, isWhole(register, volumes) ? content : undefined),
  };
}

async function signedClosing({ database }: Pick<Engine, 'database'>, { closing }: Register): Promise<SignedClosing | undefined> {
  return closing?.signature === undefined
    ? undefined
    : { documentNumber: closing.signature.documentNumber, signatory: await readSignatoryUnder(database.read, closing.signature), signedAt: closing.at };
}

function closingOf({ closing, volumes, lines }: Register, pages: number, content: ContentHash | undefined): RegisterClosing | undefined {
  return closing === undefined
    ? undefined
    : { closedBy: closing.by, closedAt: closing.at, contentHash: closing.contentHash, volumes, pages, lines, ...(content === undefined ? {} : { printedHash: content.digest() }) };
}

function isWhole({ lines }: Register, volumes: readonly RegisterVolume[]): boolean {
  return volumes.every(({ isWhole: whole }) => whole) && volumes.reduce((sum, { firstNumber, lastNumber }) => sum + lastNumber - firstNumber + 1, 0) === lines;
}

async function readVolumes({ database }: Pick<Engine, 'database'>, { id, lines }: Register): Promise<readonly RegisterVolume[]> {
  const rows = await database.read.rows<{ volume: number; first: number; last: number; pages: number }>(
    `SELECT volume, min(number) AS first, max(number) AS last, count(DISTINCT page) AS pages FROM register_entry WHERE register_id = $1 AND number <= $2 GROUP BY volume ORDER BY volume`,
    [id, lines],
  );
  return rows.map(({ volume, first, last, pages }) => ({ volume, firstNumber: first, lastNumber: last, pages, isWhole: true }));
}

async function countPages({ database }: Pick<Engine, 'database'>, { id }: Register): Promise<number> {
  const row = await database.read.first<{ pages: number }>('SELECT count(DISTINCT (volume, page)) AS pages FROM register_entry WHERE register_id = $1', [id]);
  return row?.pages ?? 0;
}

/** The part of a volume that is asked for; `undefined` when none of it is. */
function within(volume: RegisterVolume, { volume: only, from = 1, to = Infinity }: RegisterPart): RegisterVolume | undefined {
  const firstNumber = Math.max(volume.firstNumber, from);
  const lastNumber = Math.min(volume.lastNumber, to);
  if ((only !== undefined && only !== volume.volume) || firstNumber > lastNumber) {
    return undefined;
  }
  return { ...volume, firstNumber, lastNumber, isWhole: firstNumber === volume.firstNumber && lastNumber === volume.lastNumber };
}
