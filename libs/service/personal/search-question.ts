import type { Vault } from '../vault/vault.js';
import type { ApplicantRecord, Person, Proxy } from './applicant.js';
import { BEGINNING_LETTERS, idDigits, pairsOf, phoneDigits, tokenOf, wordsOf } from './search-token.js';

/**
 * How a text may be read: as a dossier code, as a whole phone or identity number, as a whole name, as words that stand
 * together in a name, as words of a name in any order, or as beginnings of such words.
 */
export const READINGS = ['code', 'phone', 'id', 'name', 'phrase', 'words', 'beginnings'] as const;
export type Reading = (typeof READINGS)[number];

/** One reading of a search text over people: the tokens every match has, and the test that decides. */
export interface Question {
  readonly reading: Reading;
  /** Never empty. Every match has all of these; the rarest is looked up. */
  readonly tokens: readonly string[];
  matches(record: ApplicantRecord): boolean;
}

const SHORTEST_NUMBER = 8;

/** True for a text that can be (the beginning of) a dossier code: no spaces, letters or marks beside digits. */
export function looksLikeCode(text: string): boolean {
  return /^(?=.*\d)(?=.*[A-Za-z.-])[0-9A-Za-z.-]{3,}$/u.test(text) && !text.startsWith('+');
}

/** The readings of a text over people, strictest first; the first that finds anyone is the answer. */
export function questionsOf(vault: Pick<Vault, 'hmac'>, text: string): readonly Question[] {
  return [...numberQuestions(vault, text), ...nameQuestions(vault, wordsOf(text))];
}

function numberQuestions(vault: Pick<Vault, 'hmac'>, text: string): readonly Question[] {
  const phone = phoneDigits(text);
  const id = idDigits(text);
  const questions: Question[] = [];
  if (/^[\d\s.+()-]+$/u.test(text) && phone.length >= SHORTEST_NUMBER) {
    questions.push({ reading: 'phone', tokens: [tokenOf(vault, 'phone', phone)], matches: some((person) => phoneDigits(person.phone ?? '') === phone) });
  }
  if (/\d/u.test(id) && id.length >= SHORTEST_NUMBER) {
    questions.push({ reading: 'id', tokens: [tokenOf(vault, 'id', id)], matches: some((person) => idDigits(person.idNumber ?? '') === id) });
  }
  return questions;
}

function nameQuestions(vault: Pick<Vault, 'hmac'>, words: readonly string[]): readonly Question[] {
  if (words.length === 0) {
    return [];
  }
  const wholeWords = words.map((word) => tokenOf(vault, 'word', word));
  const pairs = pairsOf(words).map((pair) => tokenOf(vault, 'pair', pair));
  const whole = words.join(' ');
  const inAnyOrder: Question = { reading: 'words', tokens: wholeWords, matches: byName((name) => words.every((word) => name.includes(word))) };
  const long = words.filter((word) => word.length >= BEGINNING_LETTERS);
  const beginnings: Question = {
    reading: 'beginnings',
    tokens: [
      ...long.map((word) => tokenOf(vault, 'beginning', word.slice(0, BEGINNING_LETTERS))),
      ...words.filter((word) => word.length < BEGINNING_LETTERS).map((word) => tokenOf(vault, 'word', word)),
    ],
    matches: byName((name) => words.every((word) => (word.length < BEGINNING_LETTERS ? name.includes(word) : name.some((known) => known.startsWith(word))))),
  };
  return [
    { reading: 'name', tokens: [tokenOf(vault, 'name', whole)], matches: byName((name) => name.join(' ') === whole) },
    { reading: 'phrase', tokens: [...pairs, ...wholeWords], matches: byName((name) => ` ${name.join(' ')} `.includes(` ${whole} `)) },
    ...(words.length > 1 ? [inAnyOrder] : []),
    ...(long.length > 0 ? [beginnings] : []),
  ];
}

function byName(test: (words: readonly string[]) => boolean): Question['matches'] {
  return some((person) => test(wordsOf(person.name)));
}

function some(test: (person: Person | Proxy) => boolean): Question['matches'] {
  return (record) => test(record.applicant) || (record.proxy !== undefined && test(record.proxy));
}
