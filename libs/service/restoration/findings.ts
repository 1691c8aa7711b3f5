import type { Instant } from '#domain';
import type { Statements } from '#persistence';
import type { Engine } from '../engine.js';

/** What can be known outside and not here: a dossier nobody here has, one the portal was told more of, a letter that left unsigned, a file that is gone, personal data erased that is here again. */
export type FindingKind = 'dossier-unknown' | 'dossier-ahead' | 'letter-left' | 'file-missing' | 'erasure-undone';

/** Something a person has to enter again or look into. */
export interface RestorationFinding {
  readonly kind: FindingKind;
  /** Code of the dossier, key of the letter, id of the file. */
  readonly subject: string;
  readonly detail: string;
}

/** Keeps a finding; the first word about a thing stands. */
export async function addFinding(on: Pick<Statements, 'run'>, restoration: number, { kind, subject, detail }: RestorationFinding, at: Instant): Promise<void> {
  await on.run('INSERT INTO restoration_finding (restoration, kind, subject, detail, found_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', [restoration, kind, subject, detail, at]);
}

/** What a restore found, by kind. */
export async function listFindings({ database }: Pick<Engine, 'database'>, restoration: number): Promise<readonly RestorationFinding[]> {
  return database.read.rows<RestorationFinding>('SELECT kind, subject, detail FROM restoration_finding WHERE restoration = $1 ORDER BY kind, subject', [restoration]);
}

/** The files the database knows and a store should hold: their ids and where they lie. */
export async function listKeptFiles({ database }: Pick<Engine, 'database'>): Promise<readonly { readonly id: string; readonly location: string }[]> {
  return database.read.rows('SELECT id, location FROM stored_file WHERE location IS NOT NULL AND erased_at IS NULL ORDER BY id');
}
