import { randomUUID } from 'node:crypto';
import type { Agency, DossierCodeStyle, Instant } from '#domain';
import { renderBlankSlips } from '#letters';
import type { Transaction } from '#persistence';
import type { Engine } from './engine.js';
import { deskFrame, deskNameOf } from './letters/letter-frame.js';

/** Codes set aside for a counter that works on paper while its line is cut. */
export interface CodeBlock {
  readonly id: string;
  readonly agency: string;
  readonly codes: readonly string[];
}

/** A block with what became of its codes. */
export interface CodeBlockState {
  readonly id: string;
  readonly agency: string;
  readonly reservedBy: string;
  /** Epoch milliseconds. */
  readonly reservedAt: number;
  /** In the order they were reserved; a code is used once a dossier bears it. */
  readonly codes: readonly { readonly code: string; readonly used: boolean }[];
}

/** Most codes one block may hold: a day of a busy counter. */
export const BLOCK_LIMIT = 200;

/** Sets for its own transaction alone that the commit does not wait for the disk. */
const WITHOUT_WAITING = `(SELECT set_config('synchronous_commit', 'off', true)) AS without_waiting`;

/**
 * The next code of a unit, by a statement that commits itself: an intake that fails afterwards leaves a number unused, and
 * no intake waits for another's. Not waiting for the disk is safe here, because a dossier that bears the code is written to
 * the log after the count, and reaches the disk no earlier.
 */
export async function takeCode(engine: Pick<Engine, 'database' | 'options'>, agency: Agency, receivedAt: Instant): Promise<string> {
  const [code] = await takeCodes(engine.database.read, engine.options.codeStyle, agency, receivedAt, 1, WITHOUT_WAITING);
  if (code === undefined) {
    throw new Error(`No dossier code could be taken for ${agency.code}`);
  }
  return code;
}

/** As `takeCode`, passing over codes that a dossier already bears: imported ones and those named by the portal come without a count. */
export async function takeFreeCode(engine: Pick<Engine, 'database' | 'options'>, agency: Agency, receivedAt: Instant): Promise<string> {
  for (;;) {
    const code = await takeCode(engine, agency, receivedAt);
    if ((await engine.database.read.first('SELECT 1 FROM dossier WHERE code = $1', [code])) === undefined) {
      return code;
    }
  }
}

/** Who reserves, and under which key: a request that comes again reserves nothing more. */
interface CodeRequest {
  readonly by: string;
  readonly key: string;
}

/**
 * Sets `count` codes of a desk aside, to be written on blank slips and entered afterwards with the true hour. The same request again is
 * told the same block, and `key-conflict` where it was for another.
 */
export async function reserveCodes(engine: Engine, agency: Agency, count: number, { by, key }: CodeRequest, at: Instant): Promise<CodeBlock | 'key-conflict'> {
  if (!Number.isInteger(count) || count < 1 || count > BLOCK_LIMIT) {
    throw new RangeError(`A block holds 1 to ${String(BLOCK_LIMIT)} codes, not ${String(count)}`);
  }
  return engine.database.transaction(async (tx) => {
    // One request that comes twice at once is told one after the other.
    await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`code-block:${by}:${key}`]);
    const known = await tx.first<CodeBlock>('SELECT id, agency, codes FROM code_block WHERE reserved_by = $1 AND request_key = $2', [by, key]);
    if (known !== undefined) {
      return known.agency === agency.code && known.codes.length === count ? known : 'key-conflict';
    }
    const codes = await takeCodes(tx, engine.options.codeStyle, agency, at, count);
    const id = randomUUID();
    await tx.run('INSERT INTO code_block (id, agency, codes, reserved_by, reserved_at, request_key) VALUES ($1, $2, $3, $4, $5, $6)', [id, agency.code, codes, by, at, key]);
    return { id, agency: agency.code, codes };
  });
}

interface BlockRow {
  readonly id: string;
  readonly agency: string;
  readonly reserved_by: string;
  readonly reserved_at: number;
  readonly codes: readonly string[];
  readonly used: readonly string[];
}

const SELECT_BLOCK = 'SELECT id, agency, reserved_by, reserved_at, codes, ARRAY(SELECT code FROM dossier WHERE code = ANY(b.codes)) AS used FROM code_block b';

/** A block by its id, `undefined` when there is none. */
export async function findCodeBlock(engine: Pick<Engine, 'database'>, id: string): Promise<CodeBlockState | undefined> {
  const row = await engine.database.read.first<BlockRow>(`${SELECT_BLOCK} WHERE id = $1`, [id]);
  return row === undefined ? undefined : blockOf(row);
}

/** Blocks of these desks, the newest first; `before` is the place of the last block of the page before. */
export async function listCodeBlocks(
  engine: Pick<Engine, 'database'>,
  request: { readonly agencies: readonly string[]; readonly before?: { readonly at: number; readonly id: string }; readonly limit: number },
): Promise<readonly CodeBlockState[]> {
  const rows = await engine.database.read.rows<BlockRow>(
    `${SELECT_BLOCK} WHERE agency = ANY($1) AND ($2::bigint IS NULL OR (reserved_at, id) < ($2, $3::uuid)) ORDER BY reserved_at DESC, id DESC LIMIT $4`,
    [request.agencies, request.before?.at ?? null, request.before?.id ?? null, request.limit],
  );
  return rows.map(blockOf);
}

function blockOf(row: BlockRow): CodeBlockState {
  const used = new Set(row.used);
  return { id: row.id, agency: row.agency, reservedBy: row.reserved_by, reservedAt: row.reserved_at, codes: row.codes.map((code) => ({ code, used: used.has(code) })) };
}

/** Blank forms 01 for the codes of a block that no dossier bears yet, as one PDF; `undefined` when every code is used. */
export async function printBlankSlips(engine: Engine, block: CodeBlockState): Promise<Uint8Array | undefined> {
  const codes = block.codes.filter(({ used }) => !used).map(({ code }) => code);
  const agencies = await engine.rules.agencies(engine.database.read);
  const agency = agencies.get(block.agency);
  if (agency === undefined) {
    throw new Error(`Agency ${block.agency} of code block ${block.id} is not in the catalogue`);
  }
  const templates = await engine.rules.templates(engine.database.read);
  return codes.length === 0 ? undefined : renderBlankSlips({ ...deskFrame(agency, { agencies, templates }, block.reservedAt), counterName: deskNameOf(agency, templates), codes });
}

/** True when the code was set aside for this desk and no dossier bears it yet. */
export async function isReservedCode(tx: Pick<Transaction, 'first'>, agency: string, code: string): Promise<boolean> {
  const row = await tx.first<{ free: boolean }>(
    `SELECT NOT EXISTS (SELECT 1 FROM dossier WHERE code = $2) AS free FROM code_block WHERE agency = $1 AND $2 = ANY(codes)`,
    [agency, code],
  );
  return row?.free === true;
}

async function takeCodes(tx: Pick<Transaction, 'first'>, style: DossierCodeStyle, agency: Agency, receivedAt: Instant, count: number, from = '(SELECT) AS nothing'): Promise<readonly string[]> {
  const row = await tx.first<{ last: number }>(
    `INSERT INTO code_counter (key, last) SELECT $1::text, $2::bigint FROM ${from} ON CONFLICT (key) DO UPDATE SET last = code_counter.last + excluded.last RETURNING last`,
    [style.counterKey(agency.unitCode, receivedAt), count],
  );
  const last = row?.last ?? count;
  return Array.from({ length: count }, (_, index) => style.format(agency.unitCode, receivedAt, last - count + index + 1));
}
