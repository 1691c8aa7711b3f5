import { parseLocalDate, type ToldNotice } from '#domain';
import { XLSX_MEDIA } from '#letters';
import type { Engine } from '../engine.js';
import type { OutgoingMail } from '../messages/mailer.js';
import { MOST_ATTACHED, renderMorning, storedMorningFile } from './morning-file.js';

/** The lists a person's notices tell of, as files of the mail that carries them: as they stood, whatever has happened since. */
export async function attachmentsOf(engine: Engine, notices: readonly ToldNotice[]): Promise<Pick<OutgoingMail, 'attachments'>> {
  const attachments: { readonly name: string; readonly contentType: string; readonly content: Uint8Array }[] = [];
  for (const notice of notices) {
    if (notice.kind === 'morning-list') {
      const { day, scope, officer } = notice.facts;
      const file = await storedMorningFile(engine, { day: parseLocalDate(day), scope, ...(officer === undefined ? {} : { officer }) }, MOST_ATTACHED);
      attachments.push({ name: `danh-sach-${day}.xlsx`, contentType: XLSX_MEDIA, content: await gathered(renderMorning(engine, file)) });
    }
  }
  return attachments.length === 0 ? {} : { attachments };
}

async function gathered(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) {
    all.push(piece);
  }
  return Buffer.concat(all);
}
