import { formatDateVi } from '#vi';
import { placeAndDate } from './form-dates.js';
import { writeRow, writeSentence } from './form-rows.js';
import type { LetterFrame } from './letter-data.js';
import type { Run } from './line-breaking.js';
import { writeLetterhead } from './letterhead.js';
import { Sheet } from './sheet.js';
import { writeTwoSignatures } from './signature-blocks.js';
import { type TableColumn, writeTable } from './table.js';

/** One index as a sheet prints it; scores are written already, `undefined` where nothing was there to judge. */
export interface PrintedIndex {
  readonly number: number;
  readonly label: string;
  readonly marks: number;
  readonly dossiers: number;
  readonly score: string | undefined;
}

/** A dossier behind a sheet with its marks in the order of the indices. */
export interface PrintedDossier {
  readonly code: string;
  readonly finishedAt: number;
  readonly marks: readonly (number | undefined)[];
}

/** The evaluation sheet of an officer (TT 01/2018 Art. 14). No source gives its layout: it is ours. */
export interface OfficerEvaluation extends Pick<LetterFrame, 'header' | 'place' | 'issuedAt'> {
  readonly officer: { readonly name: string; readonly position?: string };
  readonly agencyName: string;
  /** The period in words, and its days. */
  readonly period: string;
  readonly indices: readonly PrintedIndex[];
  readonly sum: string;
  /** Of how many points. */
  readonly of: string;
  /** Absent where the indices judged leave it open. */
  readonly classLabel: string | undefined;
  readonly finished: number;
  /** The first of the dossiers it is made of. */
  readonly dossiers: readonly PrintedDossier[];
  readonly head?: { readonly name: string };
}

const TITLE = ['PHIẾU ĐÁNH GIÁ CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC', 'TRONG GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH'] as const;
const NOTHING = 'Không phát sinh';
const SUMS: readonly TableColumn[] = [
  { title: 'Chỉ số', share: 10, align: 'center' },
  { title: 'Nội dung', share: 62 },
  { title: 'Tổng điểm hồ sơ', share: 16, align: 'center' },
  { title: 'Số hồ sơ', share: 14, align: 'center' },
  { title: 'Điểm', share: 18, align: 'center' },
];

/** The sheet as a PDF file, made as letters are: equal input gives equal bytes. */
export async function renderOfficerEvaluation(evaluation: OfficerEvaluation): Promise<Uint8Array> {
  const subject = TITLE.join(' ');
  const sheet = new Sheet({ paper: 'A4', title: subject, author: evaluation.header.agency, subject, keywords: 'TT 01/2018/TT-VPCP', createdAt: evaluation.issuedAt, textSize: 12 });
  writeLetterhead(sheet, {
    header: evaluation.header,
    mark: undefined,
    numberLine: undefined,
    placeAndDate: placeAndDate(evaluation.place, evaluation.issuedAt),
    title: TITLE,
    dossierCode: undefined,
  });
  writeBody(sheet, evaluation);
  return sheet.end((page, pages) => `Trang ${String(page)}/${String(pages)}`);
}

function writeBody(sheet: Sheet, { officer, agencyName, period, indices, sum, of, classLabel, finished, dossiers, head }: OfficerEvaluation): void {
  writeRow(sheet, 'Họ và tên', officer.name, 'bold');
  if (officer.position !== undefined) {
    writeRow(sheet, 'Chức vụ', officer.position);
  }
  writeRow(sheet, 'Cơ quan, đơn vị', agencyName);
  writeRow(sheet, 'Kỳ đánh giá', period);
  writeRow(sheet, 'Số hồ sơ đã giải quyết trong kỳ', finished === 0 ? NOTHING : String(finished));
  writeTable(sheet, SUMS, indices.map(({ number, label, marks, dossiers: judged, score }) => [cells([String(number), label, String(marks), String(judged), score ?? NOTHING])]), sheet.textSize - 1.5);
  writeRow(sheet, 'Tổng điểm', `${sum}/${of}`, 'bold');
  writeRow(sheet, 'Kết quả', classLabel ?? 'Chưa đủ chỉ số để xếp loại', 'bold');
  if (dossiers.length > 0) {
    writeSentence(sheet, [{ text: dossiers.length < finished ? `Điểm từng hồ sơ (${String(dossiers.length)} hồ sơ đầu, đầy đủ trên hệ thống):` : 'Điểm từng hồ sơ:', face: 'regular' }]);
    const columns: readonly TableColumn[] = [{ title: 'Mã hồ sơ', share: 50 }, { title: 'Kết thúc', share: 32, align: 'center' }, ...indices.map(({ number }): TableColumn => ({ title: String(number), share: 9, align: 'center' }))];
    writeTable(sheet, columns, dossiers.map(({ code, finishedAt, marks }) => [cells([code, formatDateVi(finishedAt), ...marks.map((mark) => (mark === undefined ? '–' : String(mark)))])]), sheet.textSize - 2.5);
  }
  writeTwoSignatures(sheet, { title: 'NGƯỜI ĐƯỢC ĐÁNH GIÁ', name: officer.name }, { title: 'THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ', name: head?.name });
}

function cells(texts: readonly string[]): readonly (readonly Run[])[] {
  return texts.map((text): readonly Run[] => [{ text, face: 'regular' }]);
}
