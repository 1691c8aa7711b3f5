import type { RegisterBook, RegisterLine } from './register-data.js';
import { REGISTER_COLUMNS, volumeName } from './register-words.js';
import { type StreamedCell, streamTableCsv } from './streamed-table.js';

const HEADS = ['Quyển số', 'Trang'] as const;

/** A register as CSV, piece by piece: the columns of the form with volume and page beside them. The lines come in order of their numbers. */
export function renderRegisterCsv(_book: RegisterBook, lines: AsyncIterable<RegisterLine>, options: { readonly byteOrderMark?: boolean } = {}): AsyncGenerator<Uint8Array> {
  const columns = [...REGISTER_COLUMNS.map(({ head }) => head), ...HEADS].map((head) => ({ head, width: 0 }));
  return streamTableCsv({ columns }, rowsOf(lines), options);
}

async function* rowsOf(lines: AsyncIterable<RegisterLine>): AsyncGenerator<readonly StreamedCell[]> {
  for await (const line of lines) {
    yield [line.number, ...REGISTER_COLUMNS.slice(1).map(({ textOf }) => textOf(line).join('; ')), volumeName(line.volume), line.page];
  }
}
