import type { DossierEvent } from '#domain';
import type { Letter } from '#letters';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { stableText } from '../stable-text.js';
import { composeLetter } from './compose-letter.js';
import { sourceAt } from './read-source.js';

/**
 * The letter of the apology signed last among a dossier's events; `undefined` when none is, or the personal data is erased.
 * `words` are those of a signature that is only looked at, which no record holds.
 */
export async function apologySigned(engine: Engine, tx: Transaction, dossierId: string, events: readonly DossierEvent[], words?: string): Promise<Letter | undefined> {
  const signed = events.findLast(({ type }) => type === 'ApologySigned');
  const source = signed === undefined ? undefined : await sourceAt(engine, tx, dossierId, events, signed.seq);
  return source === undefined ? undefined : composeLetter(words === undefined ? source : { ...source, text: { reason: words } });
}

/**
 * What a letter says, as a hash: everything printed but its number and the moment it is issued. Whether it is written before
 * or after the date it apologises for changes its words, and so counts.
 */
export function letterDigest({ sha256 }: Pick<Engine, 'sha256'>, letter: Letter): string {
  const { issuedAt, documentNumber: _, ...content } = letter;
  const isAfter = 'promisedAt' in letter && issuedAt >= letter.promisedAt;
  return sha256(stableText({ ...content, isAfter }));
}
