import { strFromU8, unzipSync } from 'fflate';
import { DocumentError } from './document-problem.js';

/** A document and all that is unpacked of it; a plan's table is some hundred kilobytes. */
export const MOST_UNPACKED = 24 * 1024 * 1024;
const MOST_PARTS = 2000;
const PARTS_READ = /^(word\/(document|numbering)|xl\/(workbook|sharedStrings|styles|_rels\/workbook\.xml|worksheets\/[^/]+))\.(xml|rels)$/;

/**
 * The parts of an office document that hold text, by path. What a part says it unpacks to bounds what is unpacked of it, so a
 * file that would fill the memory is refused before. Throws `DocumentError`: `too-large`, `broken`.
 */
export function unpackParts(content: Uint8Array, most = MOST_UNPACKED): ReadonlyMap<string, string> {
  let total = 0;
  let parts = 0;
  const files = unzipped(content, ({ name, originalSize }) => {
    parts += 1;
    if (parts > MOST_PARTS) {
      throw new DocumentError('too-large', `The document has more than ${String(MOST_PARTS)} parts`);
    }
    if (!PARTS_READ.test(name)) {
      return false;
    }
    total += originalSize;
    if (total > most) {
      throw new DocumentError('too-large', `The document unpacks to more than ${String(most / 1024 / 1024)} MB of text`);
    }
    return true;
  });
  return new Map(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]));
}

function unzipped(content: Uint8Array, filter: (file: { readonly name: string; readonly originalSize: number }) => boolean): Readonly<Record<string, Uint8Array>> {
  try {
    return unzipSync(content, { filter });
  } catch (error) {
    throw error instanceof DocumentError ? error : new DocumentError('broken', `The document cannot be unpacked: ${String(error)}`);
  }
}
