import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { formatInstant, instant, type Instant } from '#domain';
import { addFinding, beginIncarnation, closeEngine, describeFault, type Engine, type Gaps, listKeptFiles, openEngine, publishedRoots, type PublishedRoot, readRoot, type Restoration, sealSignerOf, sha256, systemClock, verifyLedger } from '#service';
import { onServer } from '../../local/postgres/on-server.js';
import { migrate } from '../../migrate/main.js';
import { BackupError } from '../backup/backup-manifest.js';
import { RECOVERY_SETTINGS } from './lay-out.js';

/** A database that was brought to an instant and is served, with everything needed to let others in. */
export interface RecoveredInstallation {
  readonly superuserUrl: string;
  readonly ownerUrl: string;
  readonly databaseUrl: string;
  readonly masterKey: Uint8Array;
  readonly sealSigningKey: Uint8Array;
  readonly codeStyle?: Engine['options']['codeStyle']['name'];
  /** Folders that hold published roots. */
  readonly roots: readonly string[];
  /** Folder of scans and results; absent where they lie in a storage. */
  readonly filesDir?: string;
}

/** What was asked for. */
export interface CompletionWish {
  readonly backup: string;
  readonly targetAt?: Instant;
  readonly gaps: Gaps;
}

/** What a completed restore came to. */
export interface Completed {
  readonly restoration: Restoration;
  /** Roots that speak of the lost window. */
  readonly lostRoots: readonly string[];
  readonly filesMissing: number;
}

/**
 * Completes a restore before anybody else is let in: brings the schema up to date, verifies the whole ledger against the last root published before the instant, passes over ranges of codes and numbers,
 * holds what was owed, and at last lets the database be written again. Cut short, it is simply done again.
 * @throws BackupError when the ledger is broken or is not the one a root was published of; the database stays closed then
 */
export async function completeRestore(installation: RecoveredInstallation, wish: CompletionWish, say: (line: string) => void): Promise<Completed> {
  const knownUntil = await readKnownUntil(installation.superuserUrl, installation.databaseUrl);
  say(`The database knows everything up to ${formatInstant(knownUntil)}`);
  const { applied } = await migrate(installation.ownerUrl);
  if (applied.length > 0) say(`The schema was brought up to date: ${applied.join(', ')}`);
  const engine = await openEngine({ databaseUrl: installation.databaseUrl, masterKey: installation.masterKey, applicationName: 'dunghan-restore', poolSize: 2, ...(installation.codeStyle === undefined ? {} : { codeStyle: installation.codeStyle }) });
  try {
    const { held, lost } = await rootsAt(installation, knownUntil);
    await requireWhole(engine, installation, held, say);
    const last = held.at(-1);
    const root = last === undefined ? undefined : { day: last.day, seal: `${String(last.seal.number)}:${last.seal.hash}` };
    const restoration = await beginIncarnation(engine, {
      backup: wish.backup,
      ...(wish.targetAt === undefined ? {} : { targetAt: wish.targetAt }),
      knownUntil,
      restoredAt: systemClock.now(),
      ...(root === undefined ? {} : { root }),
      gaps: wish.gaps,
    });
    await letIn(installation.superuserUrl);
    const filesMissing = await findMissingFiles(engine, installation.filesDir, restoration);
    return { restoration, lostRoots: lost, filesMissing };
  } finally {
    await closeEngine(engine);
  }
}

/** The last transaction the server read back; where it has been started again since, the last thing the ledger recorded. */
async function readKnownUntil(superuserUrl: string, databaseUrl: string): Promise<Instant> {
  const replayed = await ask<{ at: number | null }>(superuserUrl, 'SELECT floor(extract(epoch FROM pg_last_xact_replay_timestamp()) * 1000)::float8 AS at');
  const recorded = await ask<{ at: number | null }>(databaseUrl, 'SELECT greatest((SELECT max(recorded_at) FROM dossier_event), (SELECT max(recorded_at) FROM case_event), (SELECT max(accepted_at) FROM command_inbox))::float8 AS at');
  return instant(Math.min(Math.max(replayed?.at ?? 0, recorded?.at ?? 0), systemClock.now()));
}

/** Roots published of seals until then, and the names of those published of later ones. */
async function rootsAt({ roots, sealSigningKey }: RecoveredInstallation, knownUntil: Instant): Promise<{ readonly held: readonly PublishedRoot[]; readonly lost: readonly string[] }> {
  const trusted = [sealSignerOf(sealSigningKey).publicKey];
  const found = new Map<string, PublishedRoot>();
  for (const folder of roots) {
    for (const { name } of await publishedRoots(folder)) found.set(name, readRoot(await readFile(join(folder, name), 'utf8'), trusted, sha256));
  }
  const all = [...found].sort(([, a], [, b]) => a.seal.number - b.seal.number);
  const isLost = (root: PublishedRoot): boolean => root.signedAt > knownUntil;
  return { held: all.map(([, root]) => root).filter((root) => !isLost(root)), lost: all.filter(([, root]) => isLost(root)).map(([name]) => name) };
}

async function requireWhole(engine: Engine, { sealSigningKey }: RecoveredInstallation, held: readonly PublishedRoot[], say: (line: string) => void): Promise<void> {
  const verification = await verifyLedger(engine, { trustedKeys: [sealSignerOf(sealSigningKey).publicKey], knownSeals: held.map(({ seal }) => seal) });
  if (!verification.ok) throw new BackupError(`The restored ledger is broken, and the database stays closed: ${describeFault(verification.fault)}`);
  const last = held.at(-1);
  say(`The ledger is whole: ${String(verification.dossiers)} dossiers, ${String(verification.events)} events, ${String(verification.seals)} seals; ${last === undefined ? 'no published root of it was at hand' : `it is the one whose root was published for ${last.day} (seal ${String(last.seal.number)})`}`);
}

/** Ends what the restore left in the server's settings: from now on it may be written, and is an ordinary one when it is next started. */
async function letIn(superuserUrl: string): Promise<void> {
  await onServer(superuserUrl, async (client) => {
    for (const name of RECOVERY_SETTINGS) await client.query(`ALTER SYSTEM RESET ${name}`);
    await client.query('SELECT pg_reload_conf()');
  });
}

async function findMissingFiles(engine: Engine, filesDir: string | undefined, { number }: Restoration): Promise<number> {
  if (filesDir === undefined) return 0;
  let missing = 0;
  for (const { id, location } of await listKeptFiles(engine)) {
    const isThere = await access(join(filesDir, location)).then(() => true, () => false);
    if (isThere) continue;
    missing += 1;
    await engine.database.transaction(async (tx) => {
      await tx.run('SET TRANSACTION READ WRITE');
      await addFinding(tx, number, { kind: 'file-missing', subject: id, detail: `nothing lies at ${location} of the files` }, systemClock.now());
    });
  }
  return missing;
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row | undefined> {
  return onServer(url, async (client) => (await client.query<Row>(sql)).rows[0]);
}
