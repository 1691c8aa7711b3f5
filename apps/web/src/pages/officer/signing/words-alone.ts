import type { SignItem } from '../types.js';

/** Whether an item owes no letter: it is approved by its words, and nothing is signed. */
export function hasWordsAlone({ kind }: Pick<SignItem, 'kind'>): boolean {
  return kind === 'excuse' || kind === 'erasure';
}

/** Whether approving an item cannot be taken back by anybody. */
export function isForGood({ kind }: Pick<SignItem, 'kind'>): boolean {
  return kind === 'erasure';
}
