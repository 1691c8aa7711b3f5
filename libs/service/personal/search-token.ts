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

/** Every token under which an applicant and a proxy can be found, each once. */
export function tokensOf(vault: Pick<Vault, 'hmac'>, record: ApplicantRecord): readonly string[] {
  const people = [record.applicant, ...(record.proxy === undefined ? [] : [record.proxy])];
  return [...new Set(people.flatMap((person) => [...nameTokens(vault, person.name), ...numberTokens(vault, person)]))];
}

function nameTokens(vault: Pick<Vault, 'hmac'>, name: string): readonly string[] {
  const words = wordsOf(name);
  return [
    tokenOf(vault, 'name', words.join(' ')),
    ...words.map((word) => tokenOf(vault, 'word', word)),
    ...pairsOf(words).map((pair) => tokenOf(vault, 'pair', pair)),
    ...words.filter((word) => word.length >= BEGINNING_LETTERS).map((word) => tokenOf(vault, 'beginning', word.slice(0, BEGINNING_LETTERS))),
  ];
}

function numberTokens(vault: Pick<Vault, 'hmac'>, person: { readonly phone?: string; readonly idNumber?: string }): readonly string[] {
  const phone = phoneDigits(person.phone ?? '');
  const id = idDigits(person.idNumber ?? '');
  return [...(phone === '' ? [] : [tokenOf(vault, 'phone', phone)]), ...(id === '' ? [] : [tokenOf(vault, 'id', id)])];
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
