import { NoticeError } from './notice-entry.js';

/** The largest file taken for a notice. */
export const NOTICE_BYTES = 1_048_576;

/** The text of a file: UTF-8, or UTF-16 where a byte order mark says so; the mark is taken away. Throws `NoticeError` for any other encoding. */
export function textOfNotice(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\u0000')) {
      return text.normalize('NFC');
    }
  } catch {
    // Said below, as for a text that is no text.
  }
  throw new NoticeError([{ field: 'file', reason: 'encoding-unknown', detail: 'is not UTF-8: save it again as "CSV UTF-8" or with the encoding UTF-8' }]);
}
