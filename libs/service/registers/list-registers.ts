import type { SignedAs, SigningCapacityCode } from '#domain';
import type { Transaction } from '#persistence';

/** A register as it stands. */
export interface Register {
  readonly id: string;
  readonly agency: string;
  readonly fieldCode: string;
  readonly fieldName: string;
  readonly year: number;
  readonly openedAt: number;
  readonly lines: number;
  readonly volumes: number;
  readonly state: 'open' | 'closed';
  readonly closing?: Closing;
}

/** Who closed a register, when, and with what content. */
export interface Closing {
  readonly by: string;
  readonly role: string;
  readonly at: number;
  readonly contentHash: string;
  /** Absent where it was closed before closings were signed. */
  readonly signature?: RegisterSignature;
}

/** Under what authority a closing is signed, and the document number the register took then, as printed. */
export interface RegisterSignature extends SignedAs {
  readonly documentNumber: string;
}

interface RegisterRow {
  readonly id: string;
  readonly agency: string;
  readonly field_code: string;
  readonly field_name: string;
  readonly year: number;
  readonly opened_at: number;
  readonly lines: number;
  readonly volume: number;
  readonly state: 'open' | 'closed';
  readonly closed_by: string | null;
  readonly closed_role: string | null;
  readonly closed_at: number | null;
  readonly content_hash: string | null;
  readonly signed_authority: string | null;
  readonly signed_capacity: SigningCapacityCode | null;
  readonly document_number: string | null;
}

/** Which registers are listed, the newest year first; `before` is the last one of the page before. */
export interface RegisterRequest {
  readonly agencies: readonly string[];
  readonly year?: number;
  readonly limit: number;
  readonly before?: { readonly year: number; readonly id: string };
}

const COLUMNS = 'id, agency, field_code, field_name, year, opened_at, lines, volume, state, closed_by, closed_role, closed_at, content_hash, signed_authority, signed_capacity, document_number';

/** Registers of these agencies, the newest year first. */
export async function listRegisters(tx: Pick<Transaction, 'rows'>, { agencies, year, limit, before }: RegisterRequest): Promise<readonly Register[]> {
  const rows = await tx.rows<RegisterRow>(
    `SELECT ${COLUMNS} FROM register
     WHERE agency = ANY($1) AND ($2::integer IS NULL OR year = $2) AND ($3::integer IS NULL OR (year, id) < ($3, $4::uuid))
     ORDER BY year DESC, id DESC LIMIT $5`,
    [agencies, year ?? null, before?.year ?? null, before?.id ?? null, limit],
  );
  return rows.map(registerOf);
}

/** A register by its id; with `held` its row is held until the transaction ends. */
export async function findRegister(tx: Pick<Transaction, 'first'>, id: string, held = false): Promise<Register | undefined> {
  const row = await tx.first<RegisterRow>(`SELECT ${COLUMNS} FROM register WHERE id = $1${held ? ' FOR UPDATE' : ''}`, [id]);
  return row === undefined ? undefined : registerOf(row);
}

/** Where a dossier stands in a register; `undefined` while it has no line. */
export async function findRegisterLine(tx: Pick<Transaction, 'first'>, dossierId: string): Promise<{ readonly volume: number; readonly number: number } | undefined> {
  return tx.first('SELECT volume, number FROM register_entry WHERE dossier_id = $1', [dossierId]);
}

function registerOf(row: RegisterRow): Register {
  const { closed_by: by, closed_role: role, closed_at: at, content_hash: contentHash, signed_authority: authority, signed_capacity: capacity, document_number: documentNumber } = row;
  const signed = authority === null || capacity === null || documentNumber === null ? {} : { signature: { authority, capacity, documentNumber } };
  return {
    id: row.id,
    agency: row.agency,
    fieldCode: row.field_code,
    fieldName: row.field_name,
    year: row.year,
    openedAt: row.opened_at,
    lines: row.lines,
    volumes: row.volume,
    state: row.state,
    ...(by === null || role === null || at === null || contentHash === null ? {} : { closing: { by, role, at, contentHash, ...signed } }),
  };
}
