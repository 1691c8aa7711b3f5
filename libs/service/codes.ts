import { randomUUID } from 'node:crypto';
import type { Agency, DossierCodeStyle, Instant } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from './engine.js';

/** Codes set aside for a counter that works on paper while its line is cut. */
export interface CodeBlock {
  readonly id: string;
  readonly agency: string;
  readonly codes: readonly string[];
}

/** Most codes one block may hold: a day of a busy counter. */
export const BLOCK_LIMIT = 200;

/** The next code of a unit. Takes the unit's counter until the transaction ends, so it is asked for as late as possible. */
export async function nextCode(tx: Transaction, style: DossierCodeStyle, agency: Agency, receivedAt: Instant): Promise<string> {
  const [code] = await takeCodes(tx, style, agency, receivedAt, 1);
  if (code === undefined) {
    throw new Error(`No dossier code could be taken for ${agency.code}`);
  }
  return code;
}

/** Sets `count` codes of a desk aside, to be written on blank slips and entered afterwards with the true hour. */
export async function reserveCodes(engine: Engine, agency: Agency, count: number, by: string, at: Instant): Promise<CodeBlock> {
  if (!Number.isInteger(count) || count < 1 || count > BLOCK_LIMIT) {
    throw new RangeError(`A block holds 1 to ${String(BLOCK_LIMIT)} codes, not ${String(count)}`);
  }
  return engine.database.transaction(async (tx) => {
    const codes = await takeCodes(tx, engine.options.codeStyle, agency, at, count);
    const id = randomUUID();
    await tx.run('INSERT INTO code_block (id, agency, codes, reserved_by, reserved_at) VALUES ($1, $2, $3, $4, $5)', [id, agency.code, codes, by, at]);
    return { id, agency: agency.code, codes };
  });
}

/** True when the code was set aside for this desk and no dossier bears it yet. */
export async function isReservedCode(tx: Transaction, agency: string, code: string): Promise<boolean> {
  const row = await tx.first<{ free: boolean }>(
    `SELECT NOT EXISTS (SELECT 1 FROM dossier WHERE code = $2) AS free FROM code_block WHERE agency = $1 AND $2 = ANY(codes)`,
    [agency, code],
  );
  return row?.free === true;
}

async function takeCodes(tx: Transaction, style: DossierCodeStyle, agency: Agency, receivedAt: Instant, count: number): Promise<readonly string[]> {
  const row = await tx.first<{ last: number }>(
    'INSERT INTO code_counter (key, last) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET last = code_counter.last + $2 RETURNING last',
    [style.counterKey(agency.unitCode, receivedAt), count],
  );
  const last = row?.last ?? count;
  return Array.from({ length: count }, (_, index) => style.format(agency.unitCode, receivedAt, last - count + index + 1));
}
