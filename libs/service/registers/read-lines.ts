import type { ResultDelivery } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { type ApplicantRecord, commitTo, openPersonal, type PersonalKind } from '../personal/index.js';
import { ERASED, factsOf, type LineFacts } from './line-facts.js';

/** A line as it is shown: facts as they are, or as they were when the register was closed, and the people it names. */
export interface RegisterEntry {
  readonly dossierId: string;
  readonly facts: LineFacts;
  /** Absent once erased. */
  readonly people?: ApplicantRecord;
  readonly personalVersion: number;
  /** When the result was returned after the register was closed. */
  readonly returnedLater?: number;
}

/** Which lines are read: numbers above `after` and up to `to`, at most `limit`, in order; with the commitments to their people where they are hashed. */
export interface LineRange {
  readonly after: number;
  readonly to: number;
  readonly limit: number;
  readonly isHashed?: boolean;
}

interface LineRow {
  readonly number: number;
  readonly volume: number;
  readonly page: number;
  readonly dossier_id: string;
  readonly code: string;
  readonly procedure_code: string;
  readonly procedure_version: number;
  readonly competent_agency: string;
  readonly received_at: number;
  readonly first_appointment: number | null;
  readonly appointment: number | null;
  readonly returned_at: number | null;
  readonly status: string;
  readonly delivery: ResultDelivery | null;
  readonly shown_version: number;
  readonly closed_line: string | null;
  readonly kind: PersonalKind | null;
  readonly ciphertext: Buffer | null;
  readonly key_ref: string | null;
}

/** Lines of a register in order of their numbers. People stand as corrected since, in a closed register as at its closing. */
export async function readLines({ vault }: Pick<Engine, 'vault'>, tx: Pick<Transaction, 'rows' | 'first'>, registerId: string, { after, to, limit, isHashed = false }: LineRange): Promise<readonly RegisterEntry[]> {
  const rows = await tx.rows<LineRow>(
    `SELECT e.number, e.volume, e.page, e.dossier_id, d.code, d.procedure_code, d.procedure_version, d.competent_agency, d.received_at, d.first_appointment,
            d.appointment, d.returned_at, d.status, opening.payload->>'resultDelivery' AS delivery, coalesce(c.personal_version, d.personal_version) AS shown_version,
            c.line AS closed_line, p.kind, p.ciphertext, p.key_ref
     FROM register_entry e
     JOIN dossier d ON d.id = e.dossier_id
     JOIN dossier_event opening ON opening.dossier_id = d.id AND opening.seq = 1
     LEFT JOIN register_closed_line c ON c.register_id = e.register_id AND c.number = e.number
     LEFT JOIN personal_record p ON p.dossier_id = d.id AND p.version = coalesce(c.personal_version, d.personal_version)
     WHERE e.register_id = $1 AND e.number > $2 AND e.number <= $3 ORDER BY e.number LIMIT $4`,
    [registerId, after, to, limit],
  );
  const entries: RegisterEntry[] = [];
  for (const row of rows) {
    entries.push(await entryOf({ vault }, tx, row, isHashed));
  }
  return entries;
}

/** The same lines in batches of `limit`, so that a register of any length needs the memory of one batch. */
export async function* streamLines(engine: Pick<Engine, 'vault'>, tx: Pick<Transaction, 'rows' | 'first'>, registerId: string, range: LineRange): AsyncGenerator<readonly RegisterEntry[]> {
  for (let last = range.after; last < range.to; ) {
    const entries = await readLines(engine, tx, registerId, { ...range, after: last });
    yield entries;
    last = entries.at(-1)?.facts.number ?? range.to;
  }
}

async function entryOf({ vault }: Pick<Engine, 'vault'>, tx: Pick<Transaction, 'first'>, row: LineRow, isHashed: boolean): Promise<RegisterEntry> {
  const { ciphertext, key_ref, kind } = row;
  const record = ciphertext === null || key_ref === null || kind === null ? undefined : await openPersonal(tx, vault, row.dossier_id, { version: row.shown_version, kind, ciphertext, key_ref });
  const closed = row.closed_line === null ? undefined : factsOf(row.closed_line);
  const people = isHashed ? { people: record === undefined ? (closed?.people ?? ERASED) : commitTo(record) } : {};
  const { number, volume, page, code } = row;
  return {
    dossierId: row.dossier_id,
    // What a line can never lose is taken from its own row even when closed, so that a hash of what is printed covers it.
    facts: closed === undefined ? { ...presentFacts(row), ...people } : { ...closed, number, volume, page, code, ...people },
    personalVersion: row.shown_version,
    ...(record === undefined ? {} : { people: record.data as unknown as ApplicantRecord }),
    ...(closed !== undefined && closed.returnedAt === undefined && row.returned_at !== null ? { returnedLater: row.returned_at } : {}),
  };
}

function presentFacts(row: LineRow): LineFacts {
  const { number, volume, page, code } = row;
  return {
    number,
    volume,
    page,
    code,
    procedure: { code: row.procedure_code, version: row.procedure_version },
    agency: row.competent_agency,
    receivedAt: row.received_at,
    ...(row.first_appointment === null ? {} : { firstAppointment: row.first_appointment }),
    ...(row.appointment === null ? {} : { appointment: row.appointment }),
    ...(row.returned_at === null ? {} : { returnedAt: row.returned_at }),
    status: row.status,
    delivery: row.delivery ?? 'desk',
  };
}
