import { foldSearchText } from '#vi';
import type { Vault } from '../vault/vault.js';
import type { ApplicantRecord } from './applicant.js';

/** What a token stands for; equal texts of different kinds give different tokens. */
export type TokenKind = 'name' | 'word' | 'pair' | 'beginning' | 'phone' | 'id';

/** Letters of a word's beginning that have a token of their own. */
export const BEGINNING_LETTERS = 3;

/**
 * The token of one value: the first eight bytes of its HMAC as a signed 64-bit integer in decimal (a text, because it
 * need not fit a JavaScript number).
 */
export function tokenOf(vault: Pick<Vault, 'hmac'>, kind: TokenKind, value: string): string {
  return BigInt.asIntN(64, BigInt(`0x${vault.hmac('search', `${kind}:${value}`).slice(0, 16)}`)).toString();
}

/** Gives the token of a value: `tokenOf` under one vault, or something that remembers its answers. */
export type TokenGiver = (kind: TokenKind, value: string) => string;

/** Every token under which an applicant and a proxy can be found, each once. */
export function tokensOf(vault: Pick<Vault, 'hmac' | 'other'>, record: ApplicantRecord): readonly string[] {
  return tokensBy(indexedUnder(vault).map((under): TokenGiver => (kind, value) => tokenOf(under, kind, value)), record);
}

/** What the search index is written under: both master keys while two are accepted. */
export function indexedUnder(vault: Pick<Vault, 'hmac' | 'other'>): readonly Pick<Vault, 'hmac'>[] {
  return vault.other === undefined ? [vault] : [vault, vault.other];
}

/** As `tokensOf`, by tokens from elsewhere. */
export function tokensBy(givers: readonly TokenGiver[], { applicant, proxy }: ApplicantRecord): readonly string[] {
  const tokens = new Set<string>();
  for (const give of givers) {
    for (const person of proxy === undefined ? [applicant] : [applicant, proxy]) {
      addNameTokens(tokens, give, person.name);
      addNumberTokens(tokens, give, person);
    }
  }
  return [...tokens];
}

function addNameTokens(tokens: Set<string>, give: TokenGiver, name: string): void {
  const words = wordsOf(name);
  tokens.add(give('name', words.join(' ')));
  for (const word of words) {
    tokens.add(give('word', word));
    if (word.length >= BEGINNING_LETTERS) {
      tokens.add(give('beginning', word.slice(0, BEGINNING_LETTERS)));
    }
  }
  for (const pair of pairsOf(words)) {
    tokens.add(give('pair', pair));
  }
}

function addNumberTokens(tokens: Set<string>, give: TokenGiver, { phone, idNumber }: { readonly phone?: string; readonly idNumber?: string }): void {
  const digits = phoneDigits(phone ?? '');
  if (digits !== '') {
    tokens.add(give('phone', digits));
  }
  const id = idDigits(idNumber ?? '');
  if (id !== '') {
    tokens.add(give('id', id));
  }
}

/** Words of a name, folded, without punctuation. */
export function wordsOf(text: string): readonly string[] {
  return foldSearchText(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Neighbouring words, joined by a space. */
export function pairsOf(words: readonly string[]): readonly string[] {
  return words.slice(1).map((word, index) => `${words[index] ?? ''} ${word}`);
}

/** A Vietnamese phone number as it is dialled at home: digits only, `+84`, `0084` or a bare `84` before nine digits as `0`. */
export function phoneDigits(text: string): string {
  const digits = text.replace(/\D/gu, '');
  if (text.trim().startsWith('+84')) {
    return `0${digits.slice(2)}`;
  }
  return digits.replace(/^0084/u, '0').replace(/^84(?=\d{9}$)/u, '0');
}

/** An identity or enterprise number: digits and letters only, so passports keep theirs. */
export function idDigits(text: string): string {
  return text.replace(/[^0-9A-Za-z]/gu, '').toLowerCase();
}
