import { type Reading, READINGS } from './search-question.js';

/** Where a page of a search ended: under which reading, and the key of the last row looked at. */
export interface SearchPlace {
  readonly reading: Reading;
  /** Dossier id, or the code when searched by code. */
  readonly key: string;
  readonly receivedOn?: number;
}

/** A text given as the place to go on from is no cursor. */
export class SearchCursorError extends Error {
  override readonly name = 'SearchCursorError';
}

/** Far beyond any date, well within the column's four bytes. */
const LAST_DAY = 10_000_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/** An opaque text for a place. Holds no personal data. */
export function encodeCursor(place: SearchPlace): string {
  return Buffer.from(JSON.stringify([place.reading, place.key, place.receivedOn ?? null]), 'utf8').toString('base64url');
}

/**
 * The place a cursor stands for.
 * @throws SearchCursorError for any other text
 */
export function decodeCursor(cursor: string): SearchPlace {
  const [name, key, receivedOn] = partsOf(cursor);
  const reading = READINGS.find((known) => known === name);
  if (reading === 'code' && typeof key === 'string' && !key.includes('\0')) {
    return { reading, key };
  }
  if (reading === undefined || typeof key !== 'string' || !UUID.test(key) || typeof receivedOn !== 'number' || !isDay(receivedOn)) {
    throw new SearchCursorError('`after` is not the cursor of a search: take `next` of the page before, or leave it out');
  }
  return { reading, key, receivedOn };
}

function isDay(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) <= LAST_DAY;
}

function partsOf(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
