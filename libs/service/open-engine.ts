import { hash } from 'node:crypto';
import { assertReachable, CODE_STYLES, type DossierCodeStyle, type Sha256, TT01_2018 } from '#domain';
import { openDatabase } from '#persistence';
import type { DocumentReader } from './document-tables/read-document.js';
import type { Engine } from './engine.js';
import type { LetterSigner } from './letters/letter-signer.js';
import { openRuleBook } from './rule-book.js';
import { openVault } from './vault/vault.js';

/** What a process tells the engine it opens. */
export interface OpenEngineOptions {
  readonly databaseUrl: string;
  /** 32 bytes that wrap the data keys. */
  readonly masterKey: Uint8Array;
  /** Accepted beside it while one master key replaces another. */
  readonly masterKeyOther?: Uint8Array | undefined;
  readonly applicationName: string;
  readonly poolSize?: number;
  readonly clockSkewMs?: number;
  readonly latenessSpreadMs?: number;
  readonly inboxLimit?: number;
  readonly signer?: LetterSigner;
  readonly documents?: DocumentReader;
  /** As in `EngineOptions`. */
  readonly publicUrl?: string | undefined;
  /** How new dossier codes are written; TT 01/2018 when absent. */
  readonly codeStyle?: DossierCodeStyle['name'];
}

/** SHA-256 of a UTF-8 text, in lower-case hex. */
export const sha256: Sha256 = (text) => hash('sha256', text, 'hex');

/** Connects an engine to its database. Throws when PostgreSQL cannot be reached or the status graph is broken. */
export async function openEngine(options: OpenEngineOptions): Promise<Engine> {
  assertReachable();
  const vault = openVault(options.masterKey, options.masterKeyOther);
  const database = await openDatabase({
    url: options.databaseUrl,
    applicationName: options.applicationName,
    ...(options.poolSize === undefined ? {} : { poolSize: options.poolSize }),
  });
  try {
    await vault.loadHashKeys(database.read);
  } catch (error) {
    await database.close();
    throw error;
  }
  return {
    database,
    vault,
    rules: openRuleBook(),
    sha256,
    ...(options.signer === undefined ? {} : { signer: options.signer }),
    ...(options.documents === undefined ? {} : { documents: options.documents }),
    options: {
      codeStyle: CODE_STYLES.find(({ name }) => name === options.codeStyle) ?? TT01_2018,
      clockSkewMs: options.clockSkewMs ?? 5_000,
      latenessSpreadMs: options.latenessSpreadMs ?? 60_000,
      inboxLimit: options.inboxLimit ?? 100,
      ...(options.publicUrl === undefined ? {} : { publicUrl: options.publicUrl }),
    },
  };
}

/** Closes the engine's connections. Idempotent from the caller's view: close once, at the end of the process. */
export async function closeEngine(engine: Engine): Promise<void> {
  await engine.database.close();
}
