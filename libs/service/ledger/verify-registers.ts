import type { SigningAuthority, SigningCapacityCode } from '#domain';
import type { Transaction } from '#persistence';
import { ContentHash } from '../registers/content-hash.js';
import { factsOf } from '../registers/line-facts.js';
import type { LedgerFault } from './fault.js';
import { objectionTo } from './verify-letters.js';

interface ClosedRegister {
  readonly id: string;
  readonly agency: string;
  readonly field_code: string;
  readonly year: number;
  readonly lines: number;
  readonly closed_by: string;
  readonly closed_at: number;
  readonly content_hash: string;
  readonly signed_authority: string | null;
  readonly signed_capacity: SigningCapacityCode | null;
}

interface ClosedLine {
  readonly number: number;
  readonly volume: number;
  readonly page: number;
  readonly code: string;
  readonly line: string | null;
}

const LINES_AT_ONCE = 1_000;

/**
 * Checks the closed registers in order of their ids, some lines in memory at a time: each against the hash of its closing, place and
 * code of a line as they stand now, and each signature against the authority it names. Registers closed before closings were signed
 * name none and are taken as they are. Returns how many there are, or the first fault.
 */
export async function verifyRegisters(tx: Pick<Transaction, 'rows'>, signatories: ReadonlyMap<string, SigningAuthority>): Promise<{ readonly registers: number } | { readonly fault: LedgerFault }> {
  const registers = await tx.rows<ClosedRegister>(
    `SELECT id, agency, field_code, year, lines, closed_by, closed_at, content_hash, signed_authority, signed_capacity FROM register WHERE state = 'closed' ORDER BY id`,
  );
  for (const register of registers) {
    const but = (await contentFault(tx, register)) ?? signatureFault(register, signatories);
    if (but !== undefined) {
      const { agency, field_code: field, year } = register;
      return { fault: { kind: 'register', detail: `the register ${field} of ${agency} for ${String(year)} (${register.id}) ${but}` } };
    }
  }
  return { registers: registers.length };
}

async function contentFault(tx: Pick<Transaction, 'rows'>, { id, lines, content_hash: expected }: ClosedRegister): Promise<string | undefined> {
  const content = new ContentHash();
  let count = 0;
  for (let last = 0; ; ) {
    const rows = await tx.rows<ClosedLine>(
      `SELECT e.number, e.volume, e.page, d.code, c.line FROM register_entry e JOIN dossier d ON d.id = e.dossier_id
       LEFT JOIN register_closed_line c ON c.register_id = e.register_id AND c.number = e.number
       WHERE e.register_id = $1 AND e.number > $2 ORDER BY e.number LIMIT ${String(LINES_AT_ONCE)}`,
      [id, last],
    );
    for (const { line, ...place } of rows) {
      const facts = readFacts(line);
      if (facts === undefined) {
        return `does not hold its line ${String(place.number)} as it was closed`;
      }
      content.add({ facts: { ...facts, ...place } });
    }
    count += rows.length;
    const end = rows.at(-1);
    if (end === undefined || rows.length < LINES_AT_ONCE) {
      break;
    }
    last = end.number;
  }
  if (count !== lines) {
    return `was closed with ${String(lines)} lines, but has ${String(count)}`;
  }
  const found = content.digest();
  return found === expected ? undefined : `was closed with the hash ${expected}, but its lines give ${found}`;
}

/** What a stored text states; `undefined` when there is none, or it is damaged. */
function readFacts(line: string | null): ReturnType<typeof factsOf> | undefined {
  try {
    return line === null ? undefined : factsOf(line);
  } catch {
    return undefined;
  }
}

function signatureFault({ agency, closed_by: subject, closed_at: at, signed_authority: authority, signed_capacity: capacity }: ClosedRegister, signatories: ReadonlyMap<string, SigningAuthority>): string | undefined {
  if (authority === null || capacity === null) {
    return undefined;
  }
  const but = objectionTo({ authority, capacity }, signatories.get(authority), { subject, at }, agency);
  return but === undefined ? undefined : `is signed under authority ${authority}, but ${but}`;
}
