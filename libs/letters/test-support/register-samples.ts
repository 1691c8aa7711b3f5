import type { RegisterBook, RegisterLine } from '../register-data.js';

// 2026-08-19T09:00+07:00.
const RECEIVED = 1_787_104_800_000;
const HOUR = 3_600_000;

/** A line as most are. */
export function sampleLine(number: number, place: Pick<RegisterLine, 'volume' | 'page'>, other: Partial<RegisterLine> = {}): RegisterLine {
  return {
    number,
    ...place,
    dossierCode: `000.00.31.H99-260819-${String(number).padStart(4, '0')}`,
    procedureName: 'Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ',
    applicant: 'NGUYỄN THỊ PHƯỢNG ƯỚC',
    contact: 'Thôn Đại Cát, xã Ninh Hòa, tỉnh Khánh Hòa; ĐT: 0905 000 123',
    agencyName: 'Ủy ban nhân dân phường Trung Tâm',
    receivedAt: RECEIVED + number * HOUR,
    appointments: [RECEIVED + number * HOUR + 48 * HOUR],
    returnedAt: RECEIVED + number * HOUR + 40 * HOUR,
    delivery: 'Trực tiếp tại Bộ phận Một cửa',
    ...other,
  };
}

/** Lines in order, `linesPerPage` a page. */
export async function* sampleLines(count: number, linesPerPage: number, other: (number: number) => Partial<RegisterLine> = () => ({})): AsyncGenerator<RegisterLine> {
  for (let number = 1; number <= count; number += 1) {
    yield sampleLine(number, { volume: 1, page: Math.ceil(number / linesPerPage) }, other(number));
  }
}

/** A register of one volume with so many lines. */
export function sampleBook(count: number, pages: number, other: Partial<RegisterBook> = {}): RegisterBook {
  return {
    template: { numbering: 'tt03-2025', version: '1' },
    header: { superior: 'Tỉnh Minh Họa', agency: 'Ủy ban nhân dân phường Trung Tâm', symbol: 'UBND' },
    place: 'Minh Họa',
    fieldName: 'Hoạt động xây dựng',
    year: 2026,
    openedAt: RECEIVED,
    printedAt: RECEIVED + 100 * HOUR,
    volumes: [{ volume: 1, firstNumber: 1, lastNumber: count, pages, isWhole: true }],
    closing: () => undefined,
    ...other,
  };
}

/** All bytes of a file that comes in pieces. */
export async function wholeOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) {
    all.push(piece);
  }
  return new Uint8Array(Buffer.concat(all));
}
