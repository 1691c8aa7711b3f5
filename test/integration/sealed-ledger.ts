import { randomBytes, randomUUID } from 'node:crypto';
import { type Instant, type NewEvent, parseInstant } from '#domain';
import { type Database, openDatabase, type Transaction } from '#persistence';
import { foldFigures } from '../../libs/service/figures/fold-figures.js';
import { sealLedger } from '../../libs/service/ledger/sealer.js';
import { SEAL_COLUMNS, type SealRow } from '../../libs/service/ledger/seal.js';
import { sealSignerOf } from '../../libs/service/ledger/signing.js';
import { type Verification, verifyLedger, type VerifyOptions } from '../../libs/service/ledger/verify.js';
import { sha256 } from '../../libs/service/open-engine.js';
import { erasePersonal, writePersonal } from '../../libs/service/personal/index.js';
import { openVault } from '../../libs/service/vault/vault.js';
import { createTestDatabase } from '../support/database.js';
import { append, CLERK, OFFICE, type SeededDossier, seedDossier, seedRules } from './ledger-seed.js';

const TABLES = [
  'procedure_version', 'calendar_effective', 'calendar_version', 'calendar_version_agency', 'data_key', 'dossier', 'dossier_event', 'command_inbox',
  'personal_record', 'figure_cell', 'figure_delta', 'ledger_seal', 'ledger_seal_signature',
] as const;

const masterKey = randomBytes(32);
const signer = sealSignerOf(randomBytes(32));

/** Ids of the dossiers written here end like this. */
export const idOf = (end: string): string => `00000000-0000-4000-8000-0000000000${end}`;
/** SQL: rows of dossier alpha, and of beta. */
export const OF_ALPHA = `dossier_id = '${idOf('a1')}'`;
export const OF_BETA = `dossier_id = '${idOf('b1')}'`;
/** The two days on which everything but delta was sealed. */
export const DAY_1 = parseInstant('2026-08-19T16:00:00+07:00');
export const DAY_2 = parseInstant('2026-08-20T16:00:00+07:00');

/** An event that needs no rules. */
export function contact(occurredAt: Instant, party: 'applicant' | 'agency' = 'applicant'): NewEvent {
  return { type: 'ContactRecorded', occurredAt, payload: { party } };
}

/**
 * A ledger to damage, in a database of the file's own. Alpha: four events, texts in 1 and 3, the last one by a command.
 * Beta: three. Gamma: erased. Sealed on two days, the first of them signed; delta is not sealed yet. Half of the figures are merged into cells.
 */
export class SealedLedger {
  private constructor(
    readonly database: Database,
    readonly owner: Database,
    readonly alpha: SeededDossier,
    readonly beta: SeededDossier,
  ) {}

  static async open(): Promise<SealedLedger> {
    const { url, ownerUrl } = await createTestDatabase();
    const database = await openDatabase({ url });
    const owner = await openDatabase({ url: ownerUrl, poolSize: 1 });
    await database.transaction(seedRules);
    const first = await write(database, 'a1', '2026-08-19T09:00:00+07:00', DAY_1);
    const beta = await write(database, 'b1', '2026-08-19T09:05:00+07:00', DAY_1);
    await erase(database, await write(database, 'c1', '2026-08-19T09:10:00+07:00', DAY_1));
    await sealEverything(database, DAY_1);
    await foldFigures({ database });
    const alpha = await database.transaction((tx) => command(tx, first, contact(DAY_2)));
    await sealEverything(database, DAY_2);
    await write(database, 'd1', '2026-08-21T09:00:00+07:00', parseInstant('2026-08-21T09:00:00+07:00'));
    await takeDownGuards(owner);
    return new SealedLedger(database, owner, alpha, beta);
  }

  /** A vault that remembers nothing of the one that wrote the records. */
  get vault(): ReturnType<typeof openVault> {
    return openVault(masterKey);
  }

  get signer(): typeof signer {
    return signer;
  }

  get trusted(): VerifyOptions {
    return { trustedKeys: [signer.publicKey] };
  }

  verify(options: VerifyOptions = this.trusted): Promise<Verification> {
    return verifyLedger({ database: this.database, vault: this.vault, sha256 }, options);
  }

  /** What verification finds: the fault, or the counts of a whole ledger. */
  async fault(options: VerifyOptions = this.trusted): Promise<object> {
    const verification = await this.verify(options);
    return verification.ok ? verification : verification.fault;
  }

  /** Does what the owner of the database can: whatever he likes. */
  async damage(...statements: readonly (string | ((tx: Transaction) => Promise<unknown>))[]): Promise<void> {
    await this.owner.transaction(async (tx) => {
      for (const statement of statements) {
        await (typeof statement === 'string' ? tx.run(statement) : statement(tx));
      }
    });
  }

  /** Puts everything back. */
  async restore(): Promise<void> {
    await this.damage(...TABLES.flatMap((table) => [`DELETE FROM ${table}`, `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM saved.${table}`]));
  }

  async sealNumbers(): Promise<readonly number[]> {
    return (await this.database.read.rows<{ number: number }>('SELECT number FROM ledger_seal ORDER BY number')).map(({ number }) => number);
  }

  async getSeal(number: number): Promise<SealRow> {
    const row = await this.owner.read.first<SealRow>(`SELECT ${SEAL_COLUMNS} FROM ledger_seal WHERE number = $1`, [number]);
    if (row === undefined) throw new Error(`seal ${String(number)} is missing`);
    return row;
  }

  async close(): Promise<void> {
    await this.owner.close();
    await this.database.close();
  }
}

/** The owner drops what keeps rows together and switches off what keeps them as they are; everything is saved first. */
async function takeDownGuards(owner: Database): Promise<void> {
  const keys = await owner.read.rows<{ table: string; name: string }>(`SELECT conrelid::regclass::text AS table, conname AS name FROM pg_constraint WHERE contype IN ('f', 'c') AND connamespace = 'public'::regnamespace`);
  for (const { table, name } of keys) {
    await owner.read.run(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  }
  await owner.read.run('CREATE SCHEMA saved');
  for (const table of TABLES) {
    await owner.read.run(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await owner.read.run(`CREATE TABLE saved.${table} AS TABLE ${table}`);
  }
}

/** Appends an event by a command of the inbox that was answered as applied. */
export async function command(tx: Transaction, dossier: SeededDossier, event: NewEvent): Promise<SeededDossier> {
  const id = randomUUID();
  const seq = dossier.head.seq + 1;
  await tx.run(
    `INSERT INTO command_inbox (id, actor_subject, actor_role, actor_agency, idempotency_key, dossier_id, type, body_hmac, accepted_at, status, outcome, next_attempt_at)
     VALUES ($1, $2, $3, $4, gen_random_uuid(), $5, 'RecordContact', '', $6, 'applied', $7, 0)`,
    [id, CLERK.subject, CLERK.role, CLERK.agency, dossier.id, event.occurredAt, JSON.stringify({ kind: 'applied', seq: [seq, seq] })],
  );
  return append(tx, dossier, [event], event.occurredAt, id);
}

async function write(database: Database, end: string, received: string, at: Instant): Promise<SeededDossier> {
  const vault = openVault(masterKey);
  return database.transaction(async (tx) => {
    const opened = await seedDossier({ vault }, tx, received, { applicant: { name: `Người nộp ${end}` } }, idOf(end));
    const text = await writePersonal(tx, vault, { dossierId: opened.id, version: 2, kind: 'text', agency: OFFICE, data: { reason: 'nhầm giấy tờ' }, at });
    return append(tx, opened, [contact(at), { type: 'ComponentsCorrected', occurredAt: at, payload: { components: [], text } }], at);
  });
}

async function erase(database: Database, dossier: SeededDossier): Promise<void> {
  await database.transaction(async (tx) => {
    await append(tx, dossier, [{ type: 'PersonalDataErased', occurredAt: DAY_1, payload: { decisionNumber: '7/QĐ', secondPerson: 'head-1' } }], DAY_1);
    await erasePersonal(tx, dossier.id, DAY_1);
  });
}

/** Seals until nothing is left: transactions of other databases of the cluster may hold a round back. */
async function sealEverything(database: Database, at: Instant): Promise<void> {
  const vault = openVault(masterKey);
  for (;;) {
    await sealLedger({ database, sha256 }, at, signer);
    const verification = await verifyLedger({ database, vault, sha256 });
    if (!verification.ok) throw new Error(`The ledger to damage is broken: ${JSON.stringify(verification.fault)}`);
    if (verification.unsealed === 0) return;
  }
}
