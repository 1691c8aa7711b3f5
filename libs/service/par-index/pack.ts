import type { Actor, Instant } from '#domain';
import { frozenSheet } from '#domain/figures';
import { type ParDocument, renderParDocx, renderParXlsx, writeZip, type ZipEntry } from '#letters';
import type { Engine } from '../engine.js';
import { FileContentError, type FileStore } from '../files/file-store.js';
import { MEDIA_TYPES } from '../files/media-type.js';
import { letterFrame } from '../letters/letter-frame.js';
import { readParEvidence } from './evidence.js';
import { evidenceName, safeName } from './pack-names.js';
import { reportOf } from './pack-report.js';
import { type SheetPage, showSheet } from './sheet-page.js';
import { textsByRow } from './sheet-ledger.js';

/** A pack being written: its bytes come as its files are read. */
export interface ParPack {
  readonly fileName: string;
  readonly agency: string;
  readonly bytes: AsyncGenerator<Uint8Array>;
}

/** Documents of the pack in the order they are read in. */
const DOCUMENTS: readonly { readonly kind: ParDocument; readonly name: string }[] = [
  { kind: 'report', name: '1. Báo cáo tự đánh giá, chấm điểm.docx' },
  { kind: 'table', name: '2. Bảng tự chấm điểm.docx' },
  { kind: 'evidence', name: '3. Danh mục tài liệu kiểm chứng.docx' },
  { kind: 'explanations', name: '4. Báo cáo giải trình.docx' },
];
const SPREADSHEET = '2. Bảng tự chấm điểm.xlsx';
const FROZEN = '5. Bảng điểm đã nộp.json';

/**
 * The pack of a sheet as one archive: report, score table (DOCX and XLSX), list of evidence with the files under their criteria, explanations,
 * and of a submitted sheet the text its hash was taken of. Files are read and decrypted one at a time, each read on record. `undefined` when
 * there is no such sheet. @throws FileContentError while writing, when a file is gone from the store
 */
export async function packSheet(engine: Engine, files: FileStore, { sheetId, by, at }: { readonly sheetId: string; readonly by: Actor; readonly at: Instant }): Promise<ParPack | undefined> {
  const page = await showSheet(engine, sheetId);
  if (page === undefined) {
    return undefined;
  }
  const { agency, year } = page.state;
  return { agency, fileName: `${safeName(`PAR INDEX ${String(year)} - ${agency}`)}.zip`, bytes: writeZip(entriesOf(engine, files, page, by, at)) };
}

async function* entriesOf(engine: Engine, files: FileStore, page: SheetPage, by: Actor, at: Instant): AsyncGenerator<ZipEntry> {
  const { read } = engine.database;
  const [agencies, templates] = [await engine.rules.agencies(read), await engine.rules.templates(read)];
  const agency = agencies.get(page.state.agency);
  if (agency === undefined) {
    throw new Error(`Agency ${page.state.agency} is not in the catalogue: restore it before its pack is made`);
  }
  const report = reportOf(page, letterFrame(agency, { agencies, templates }, page.state.submitted?.at ?? at), at);
  for (const { kind, name } of DOCUMENTS) {
    yield { path: name.normalize('NFC'), content: await renderParDocx(kind, report), isPacked: true };
    if (kind === 'table') {
      yield { path: SPREADSHEET.normalize('NFC'), content: await renderParXlsx(report), isPacked: true };
    }
  }
  if (page.state.submitted !== undefined) {
    yield { path: FROZEN.normalize('NFC'), content: Buffer.from(frozenSheet(page.state, textsByRow(page.state, page.texts)), 'utf8'), isPacked: false };
  }
  for (const line of page.lines) {
    for (const [index, { fileId, title, mediaType }] of line.files.entries()) {
      const found = await readParEvidence(engine, files, { sheetId: page.sheet.id, fileId, by, at });
      if (found.kind !== 'read') {
        throw new FileContentError(`File ${fileId} of sheet ${page.sheet.id} cannot be read: ${found.kind}`);
      }
      yield { path: evidenceName(line.item.code, index + 1, title, MEDIA_TYPES[mediaType]), content: found.content, isPacked: true };
    }
  }
}
