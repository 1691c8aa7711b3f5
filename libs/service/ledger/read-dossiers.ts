import type { ChainedRow, ChainHead } from '#domain';
import type { Transaction } from '#persistence';
import { chainedRowOf, type EventRow, SELECTED_EVENT } from '../event-rows.js';
import type { StoredPersonal } from '../personal/personal-record.js';
import { type DossierProjection, PROJECTION_COLUMNS } from '../projection.js';
import { FIRST_ID } from '../first-id.js';

/** An event with the transaction that wrote it: a 64-bit number, as text. */
export type StoredEvent = ChainedRow & { readonly xact: string };

/** Everything stored of one dossier that verification compares. */
export interface StoredDossier {
  readonly id: string;
  readonly code: string;
  readonly head: ChainHead;
  readonly projection: DossierProjection;
  /** Every point of interest before it is recorded. */
  readonly settledAt: number;
  /** The calendar version the row was last written under. */
  readonly snapshot: string;
  /** In order of `seq`. */
  readonly events: readonly StoredEvent[];
  readonly records: ReadonlyMap<number, StoredPersonal>;
  /** What is kept of it for quality scores, as of which of its events and by which rule. */
  readonly quality?: KeptQuality;
  /** Hashes of its stored files by file id. */
  readonly files: ReadonlyMap<string, string>;
  /** Hashes of its produced letters by key. */
  readonly letters: ReadonlyMap<string, string>;
  /** Commands its events name as their cause, by id; other dossiers' may be among them. */
  readonly commands: ReadonlyMap<string, StoredCommand>;
}

/** Facts for quality scores as they are kept. */
interface KeptQuality {
  readonly of_seq: number;
  readonly rule: number;
  readonly content: unknown;
}

/** Who gave a command on what and when, and how it ended. */
export interface StoredCommand {
  readonly id: string;
  readonly dossier_id: string | null;
  readonly actor_subject: string;
  readonly actor_role: string;
  readonly actor_agency: string;
  readonly accepted_at: number;
  readonly status: string;
}

/** Causes that are no commands (`intake:…`, `import:…`, points of interest as `kind@at`) hold a mark no command id has. */
export function isCommandId(cause: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(cause);
}

type DossierRow = DossierProjection & { readonly id: string; readonly last_seq: number; readonly last_hash: string; readonly settled_at: number; readonly calendar_snapshot: string };

const DOSSIERS_AT_ONCE = 200;

/** Every dossier in order of its id, some hundreds in memory at a time. */
export async function* readDossiers(tx: Pick<Transaction, 'rows'>): AsyncGenerator<StoredDossier> {
  let after = FIRST_ID;
  for (;;) {
    const rows = await tx.rows<DossierRow>(
      `SELECT id, last_seq, last_hash, settled_at, calendar_snapshot, ${PROJECTION_COLUMNS.join(', ')} FROM dossier WHERE id > $1 ORDER BY id LIMIT ${String(DOSSIERS_AT_ONCE)}`,
      [after],
    );
    const ids = rows.map(({ id }) => id);
    const [all, stored, attached, produced, told] = await Promise.all([eventsOf(tx, ids), recordsOf(tx, ids), filesOf(tx, ids), lettersOf(tx, ids), qualityOf(tx, ids)]);
    const events = Map.groupBy(all, ({ dossierId }) => dossierId);
    const records = Map.groupBy(stored, (record) => record.dossier_id);
    const letters = Map.groupBy(produced, (letter) => letter.dossier_id);
    const files = Map.groupBy(attached, (file) => file.dossier_id);
    const commands = new Map((await commandsOf(tx, all)).map((command) => [command.id, command]));
    const qualities = new Map(told.map(({ dossier_id: id, ...quality }) => [id, quality]));
    for (const row of rows) {
      const quality = qualities.get(row.id);
      yield {
        id: row.id,
        code: row.code,
        head: { seq: row.last_seq, hash: row.last_hash },
        projection: row,
        settledAt: row.settled_at,
        snapshot: row.calendar_snapshot,
        events: events.get(row.id) ?? [],
        records: new Map((records.get(row.id) ?? []).map((record) => [record.version, record])),
        letters: new Map((letters.get(row.id) ?? []).map((letter) => [letter.key, letter.pdf_sha256])),
        files: new Map((files.get(row.id) ?? []).map((file) => [file.id, file.sha256])),
        commands,
        ...(quality === undefined ? {} : { quality }),
      };
    }
    const last = ids.at(-1);
    if (last === undefined || ids.length < DOSSIERS_AT_ONCE) {
      return;
    }
    after = last;
  }
}

async function eventsOf(tx: Pick<Transaction, 'rows'>, ids: readonly string[]): Promise<readonly StoredEvent[]> {
  const rows = await tx.rows<EventRow & { readonly xact: string }>(`SELECT ${SELECTED_EVENT}, e.xact_id::text AS xact FROM dossier_event e WHERE e.dossier_id = ANY($1::uuid[]) ORDER BY e.dossier_id, e.seq`, [ids]);
  return rows.map((row) => ({ ...chainedRowOf(row), xact: row.xact }));
}

async function filesOf(tx: Pick<Transaction, 'rows'>, ids: readonly string[]): Promise<readonly { readonly dossier_id: string; readonly id: string; readonly sha256: string }[]> {
  return tx.rows('SELECT dossier_id, id, sha256 FROM stored_file WHERE dossier_id = ANY($1::uuid[])', [ids]);
}

async function lettersOf(tx: Pick<Transaction, 'rows'>, ids: readonly string[]): Promise<readonly { readonly dossier_id: string; readonly key: string; readonly pdf_sha256: string }[]> {
  return tx.rows('SELECT dossier_id, key, pdf_sha256 FROM letter WHERE dossier_id = ANY($1::uuid[]) AND pdf_sha256 IS NOT NULL', [ids]);
}

async function qualityOf(tx: Pick<Transaction, 'rows'>, ids: readonly string[]): Promise<readonly (KeptQuality & { readonly dossier_id: string })[]> {
  return tx.rows('SELECT dossier_id, of_seq, rule, content FROM quality_fact WHERE dossier_id = ANY($1::uuid[])', [ids]);
}

async function recordsOf(tx: Pick<Transaction, 'rows'>, ids: readonly string[]): Promise<readonly (StoredPersonal & { readonly dossier_id: string })[]> {
  return tx.rows('SELECT dossier_id, version, kind, ciphertext, key_ref FROM personal_record WHERE dossier_id = ANY($1::uuid[])', [ids]);
}

async function commandsOf(tx: Pick<Transaction, 'rows'>, events: readonly ChainedRow[]): Promise<readonly StoredCommand[]> {
  const ids = [...new Set(events.map(({ cause }) => cause).filter(isCommandId))];
  return tx.rows('SELECT id, dossier_id, actor_subject, actor_role, actor_agency, accepted_at, status FROM command_inbox WHERE id = ANY($1::uuid[])', [ids]);
}
