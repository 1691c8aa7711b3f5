import { z } from 'zod';
import { formatInstant, instant, LEGAL_CITATION_PATTERNS, type LegalCitation, parseInstant } from '#domain';

// Half of a surrogate pair is no character: written down it would come back as another text than was hashed.
const UNWRITABLE = 'must not hold control characters or halves of characters';
// Written out, not as \p{Cc} and \p{Cs}: readers of the API's description know these in every language.
/* eslint-disable no-control-regex -- control characters are what is refused here */
const ONE_LINE = /^[^\u0000-\u001f\u007f-\u009f\ud800-\udfff]*$/u;
const LINES = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff]*$/u;
/* eslint-enable no-control-regex */

/** What an instant looks like in the API. */
const INSTANT_EXAMPLE = '2026-08-19T09:00:00+07:00';

/**
 * An instant a client sends: ISO 8601 with a required offset, as epoch milliseconds behind the schema. A time without an
 * offset is refused, never guessed.
 */
export const instantIn = z
  .string()
  .max(40)
  .meta({ format: 'date-time', examples: [INSTANT_EXAMPLE] })
  .transform((text, context): number => {
    try {
      return parseInstant(text);
    } catch {
      context.addIssue(`must be ISO 8601 with an offset, such as ${INSTANT_EXAMPLE}`);
      return z.NEVER;
    }
  });

/** An instant in an answer: ISO 8601 at +07:00. */
export const instantOut = z.string().meta({ format: 'date-time', examples: [INSTANT_EXAMPLE] });

/** Writes an instant for an answer. */
export function isoOf(ms: number): string {
  return formatInstant(instant(ms));
}

/** Writes an instant that may be absent. */
export function isoOrNull(ms: number | null | undefined): string | null {
  return ms === null || ms === undefined ? null : isoOf(ms);
}

/** Code of a procedure, agency, case, stage, paper, reason: letters, digits and `. _ -`. */
export const reference = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'must be a code of letters, digits and . _ -');

/** Code of a dossier as printed on its receipt; codes of other systems have other shapes. */
export const dossierCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{1,79}$/, 'must be a dossier code');

/** Key of a task. */
export const taskKey = z.string().regex(/^[\x21-\x7e]{1,300}$/, 'must be the key of a task');

/** Identifier of a signed-in person. */
export const subject = z.string().regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 visible characters');

/**
 * Number of a document, receipt, decision or parcel. It stands in the ledger, so it is a number and no sentence: letters of
 * abbreviations and digits, joined by `. / _ -`, and spaces beside digits only, so that no two words follow each other.
 */
export const documentNumber = z
  .string()
  .trim()
  .normalize('NFC')
  .max(60)
  .regex(numberPattern(), 'must be a number of letters, digits and . / _ -, such as 12/QĐ-UBND');

function numberPattern(): RegExp {
  const letter = 'A-Za-zĂÂĐÊÔƠƯđ';
  const letters = `[${letter}]{1,12}`;
  const digits = `[${letter}]{0,12}[0-9][${letter}0-9]*`;
  const part = `(?:(?:${letters} )?${digits}(?: ${digits})*(?: ${letters})?|${letters})`;
  return new RegExp(`^(?=.*[0-9])(?:[Ss]ố )?${part}(?:[./_-]${part})*$`);
}

/** A place on the shelf of results, such as `Kệ 3-B`: a label, for it stands in the ledger. Furniture is named, the rest are numbers and single letters. */
export const shelfPlace = z
  .string()
  .trim()
  .normalize('NFC')
  .max(30)
  .regex(shelfPattern(), 'must be a label of a shelf, drawer or box with numbers and letters, such as Kệ 3-B');

function shelfPattern(): RegExp {
  const furniture = '(?:[Kk]ệ|[Tt]ủ|[Gg]iá|[Nn]găn|[Ôô]|[Hh]ộp|[Kk]hay|[Tt]ầng|[Dd]ãy|[Pp]hòng|[Qq]uầy)';
  const label = `(?:${furniture} ?)?(?:[A-Za-z][0-9]{0,4}|[A-Za-z]{2}[0-9]{1,4}|[0-9]{1,4}[A-Za-z]?)`;
  return new RegExp(`^${label}(?:(?:, ?|[ ./_-])${label})*$`);
}

/** A place in a legal document, part by part: it stands in the ledger, so no sentence fits into it. */
export const legalCitation = z.strictObject({
  document: citationPart('document', 'must be the number of a document, such as 118/2025/NĐ-CP').max(40).meta({ examples: ['118/2025/NĐ-CP'] }),
  article: citationPart('article', 'must be the number of an article, such as 17 or 17a').meta({ examples: ['17'] }),
  clause: citationPart('clause', 'must be the number of a clause, such as 2').exactOptional(),
  point: citationPart('point', 'must be the letter of a point, such as a or đ').exactOptional(),
});

function citationPart(part: keyof LegalCitation, error: string): z.ZodString {
  return z.string().trim().normalize('NFC').regex(LEGAL_CITATION_PATTERNS[part], error);
}

/** A moment to be promised: a slip prints hour and minute. */
export const promisedIn = instantIn.refine((ms) => ms % 60_000 === 0, 'must be a full minute: a slip prints no seconds');

/** A date a person sets, and what it rests on. */
export const fixedDate = z.strictObject({ dueAt: promisedIn, basis: legalCitation, documentNumber: documentNumber.exactOptional() });

/** Key that makes a repeated request harmless. */
export const idempotencyKey = z.string('must be sent as a header').regex(/^[\x21-\x7e]{8,200}$/, 'must be 8 to 200 visible ASCII characters');

/** Marks that turn the direction of writing: nothing is seen of them, and what stands behind is read in another order than it was typed. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** One line of text, trimmed and in Unicode form C, without marks of direction and control characters. */
export function line(maximum: number): z.ZodString {
  return z.string().overwrite(withoutDirection).trim().normalize('NFC').min(1).max(maximum).regex(ONE_LINE, UNWRITABLE);
}

/** Text of several lines, trimmed and in Unicode form C, without marks of direction. */
export function prose(maximum: number): z.ZodString {
  return z.string().overwrite(withoutDirection).trim().normalize('NFC').min(1).max(maximum).regex(LINES, UNWRITABLE);
}

/** Whole dong. */
export const amount = z.int().min(0).max(1_000_000_000_000);

const PAGE = { default: 50, maximum: 200 } as const;

/** Most items of one page, as a number in a body. */
export const pageSize = z.int().min(1).max(PAGE.maximum).default(PAGE.default).meta({ description: 'Most items of one page' });

/** Most items of one page, as digits in an address. */
export const limit = z
  .string()
  .refine((text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= PAGE.maximum, `must be a whole number from 1 to ${String(PAGE.maximum)}`)
  .transform(Number)
  .prefault(String(PAGE.default))
  .meta({ type: 'integer', minimum: 1, maximum: PAGE.maximum, default: PAGE.default, description: 'Most items of one page' });

/** Where the page after the last one begins: the `next` of its answer. */
export const after = z
  .string()
  .regex(/^[\w.-]{1,400}$/, 'must be the `next` of a page of this list')
  .exactOptional()
  .meta({ description: 'The `next` of the page before' });

/** Where the next page of a history begins: the number of the last event of the page before. */
export const afterSeq = z
  .string()
  .regex(/^\d{1,9}$/, 'must be the `next` of a page of this list')
  .transform(Number)
  .exactOptional()
  .meta({ description: 'The `next` of the page before' });

/** Counted from 1: the number of a version, of a call, of an event. */
export const ordinal = z.int().min(1).max(1_000_000);

/** A page of a list: its items and where the next page begins, null at the end. */
export function pageOf<Item extends z.ZodType>(item: Item): z.ZodObject<{ items: z.ZodArray<Item>; next: z.ZodNullable<z.ZodString> }, z.core.$strict> {
  return z.strictObject({ items: z.array(item), next: z.string().nullable() });
}

/** They are left out, not refused: they come along when a name is copied out of a chat, and no Vietnamese is written with them. */
function withoutDirection(text: string): string {
  return text.replace(DIRECTION, '');
}
