import { strFromU8, unzipSync } from 'fflate';
import { characterOf } from '../document-tables/xml.js';

/** Largest text of a document that is read, in bytes: beyond it the file is no plan. */
const TEXT_LIMIT = 20 * 1024 * 1024;
const MAIN_PART = 'word/document.xml';
// eslint-disable-next-line no-control-regex -- no text has them, and the database takes none; tabs and line feeds part words and lines
const CONTROL = /[\u0000-\u0008\u000b-\u001f]/gu;
const ENTITIES: ReadonlyMap<string, string> = new Map([['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', '\'']]);

/** The file is no document of a word processor, or too large a one. */
export class PlanFileError extends Error {
  override readonly name = 'PlanFileError';
}

/** The text of a DOCX file, a line a paragraph in the order of the document, cells of tables one after another. Throws `PlanFileError` for any other file. */
export function textOfDocx(content: Uint8Array): string {
  const xml = mainPartOf(content);
  const lines: string[] = [''];
  for (const [token, text] of xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:(?:br|cr)(?: [^>]*)?\/>|<w:tab(?: [^>]*)?\/>|<\/w:p>/gu)) {
    if (text !== undefined) {
      lines.push(`${lines.pop() ?? ''}${unescaped(text)}`);
    } else if (token.startsWith('<w:tab')) {
      lines.push(`${lines.pop() ?? ''} `);
    } else {
      lines.push('');
    }
  }
  return lines.join('\n').normalize('NFC').replace(CONTROL, ' ');
}

function mainPartOf(content: Uint8Array): string {
  try {
    const parts = unzipSync(content, { filter: ({ name, originalSize }) => name === MAIN_PART && originalSize <= TEXT_LIMIT });
    const main = parts[MAIN_PART];
    if (main !== undefined && main.length <= TEXT_LIMIT) {
      return strFromU8(main);
    }
  } catch (cause) {
    throw new PlanFileError('The file is not a DOCX archive', { cause });
  }
  throw new PlanFileError(`The file has no readable part ${MAIN_PART}`);
}

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/giu, (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
    const code = decimal === undefined ? (hex === undefined ? undefined : parseInt(hex, 16)) : Number(decimal);
    return code === undefined ? (ENTITIES.get(name ?? '') ?? whole) : characterOf(code);
  });
}
