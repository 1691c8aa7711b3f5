import type { DossierCodeStyle, Sha256 } from '#domain';
import type { Database } from '#persistence';
import type { DocumentReader } from './document-tables/read-document.js';
import type { LetterSigner } from './letters/letter-signer.js';
import type { RuleBook } from './rule-book.js';
import type { Vault } from './vault/vault.js';

/** What the environment of a process may choose; leads and limits are settings in the rule book, the same for every process. */
export interface EngineOptions {
  readonly codeStyle: DossierCodeStyle;
  /** How far process clocks may differ: a wake settles only points older than this. */
  readonly clockSkewMs: number;
  /** Lateness wakes are spread over this span. */
  readonly latenessSpreadMs: number;
  /** Pending commands one dossier may have before more are refused with 429. */
  readonly inboxLimit: number;
  /** Address under which the public finds the installation's pages; absent: slips bear no link. */
  readonly publicUrl?: string;
}

/** What every service function works with: one per process, shared by all its requests. */
export interface Engine {
  readonly database: Database;
  readonly vault: Vault;
  readonly rules: RuleBook;
  readonly sha256: Sha256;
  readonly options: EngineOptions;
  /** Signs letters digitally; absent: they are signed by hand. */
  readonly signer?: LetterSigner;
  /** Reads what people upload; absent: it is read where it is needed. */
  readonly documents?: DocumentReader;
}
