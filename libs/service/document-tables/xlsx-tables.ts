import type { TableCell, TableRow } from '#domain';
import { DocumentError } from './document-problem.js';
import { cellText, MOST_COLUMNS, RowCollector } from './grid.js';
import { XlsxCells } from './xlsx-cells.js';
import { childOf, childrenOf, readXml, type XmlElement } from './xml.js';

const ADDRESS = /^([A-Z]{1,3})([1-9]\d{0,6})$/;
const MOST_MERGED = 20_000;
/** A title may be joined over the whole width of the sheet; no table is that wide. */
const WIDEST_MERGED = 30;

interface Corner {
  readonly column: number;
  readonly row: number;
}

interface Merged {
  readonly first: Corner;
  readonly last: Corner;
}

/** The visible sheets of a workbook (ECMA-376 part 1, 18.3) as tables, in the order of their tabs. Throws `DocumentError`. */
export function readXlsxTables(parts: ReadonlyMap<string, string>, mostRows?: number): readonly TableRow[] {
  const cells = new XlsxCells(parts);
  const collector = new RowCollector(mostRows);
  sheetsOf(parts).forEach(({ name, path }, index) => {
    const part = parts.get(path);
    if (part === undefined) {
      throw new DocumentError('broken', `The workbook names a sheet it does not hold: ${name}`);
    }
    addSheet(readXml(part), { table: index + 1, sheet: name }, cells, collector);
  });
  return collector.rows;
}

function sheetsOf(parts: ReadonlyMap<string, string>): readonly { readonly name: string; readonly path: string }[] {
  const targets = new Map(childrenOf(readXml(parts.get('xl/_rels/workbook.xml.rels') ?? ''), 'Relationship').map(({ attributes }) => [attributes['Id'] ?? '', attributes['Target'] ?? '']));
  const sheets = childrenOf(childOf(readXml(parts.get('xl/workbook.xml') ?? ''), 'sheets'), 'sheet');
  return sheets
    .filter(({ attributes }) => (attributes['state'] ?? 'visible') === 'visible')
    .map(({ attributes }) => {
      const target = targets.get(attributes['id'] ?? '') ?? '';
      return { name: attributes['name'] ?? '', path: target.startsWith('/') ? target.slice(1) : `xl/${target}` };
    })
    .filter(({ path }) => path.includes('worksheets/'));
}

function addSheet(sheet: XmlElement, place: { readonly table: number; readonly sheet: string }, cells: XlsxCells, collector: RowCollector): void {
  const merged = new MergedCells(rangesOf(sheet));
  let row = 0;
  for (const line of childrenOf(childOf(sheet, 'sheetData'), 'row')) {
    const number = Number(line.attributes['r'] ?? row + 1);
    if (!(number > row)) {
      throw new DocumentError('broken', `Row ${String(number)} of a sheet comes after row ${String(row)}`);
    }
    row = number;
    const texts = textsOf(line, cells);
    merged.goTo(row, texts);
    const width = Math.max(texts.length, merged.width);
    collector.add({ ...place, row }, Array.from({ length: width }, (_, column) => merged.coveredAt(column) ?? { text: texts[column] ?? '' }));
  }
}

/** Joined cells from row to row. Each range is looked at when its first row is reached and no more: a sheet may hold thousands, and as many rows. */
class MergedCells {
  private readonly waiting: readonly Merged[];
  private begun = 0;
  private row = 0;
  private readonly over: ({ readonly range: Merged; readonly text: string } | undefined)[] = [];

  constructor(ranges: readonly Merged[]) {
    this.waiting = ranges.toSorted((one, other) => one.first.row - other.first.row);
  }

  /** Goes down to a row with these texts. */
  goTo(row: number, texts: readonly string[]): void {
    this.row = row;
    for (let range = this.waiting[this.begun]; range !== undefined && range.first.row <= row; range = this.waiting[this.begun]) {
      this.begun += 1;
      const text = range.first.row === row ? (texts[range.first.column] ?? '') : '';
      for (let column = range.first.column; column <= Math.min(range.last.column, MOST_COLUMNS - 1); column += 1) {
        if (this.at(column) === undefined && range.last.row >= row) this.over[column] = { range, text };
      }
    }
  }

  /** How many columns they reach over in this row. */
  get width(): number {
    return this.over.reduce((widest, _, column) => Math.max(widest, Math.min((this.at(column)?.range.last.column ?? -1) + 1, WIDEST_MERGED)), 0);
  }

  /** The cell of a column where one above or to its left covers it. */
  coveredAt(column: number): TableCell | undefined {
    const over = this.at(column);
    if (over === undefined || (over.range.first.column === column && over.range.first.row === this.row)) {
      return undefined;
    }
    return { text: over.text, coveredFrom: over.range.first.column === column ? 'above' : 'left' };
  }

  private at(column: number): { readonly range: Merged; readonly text: string } | undefined {
    const over = this.over[column];
    return over !== undefined && over.range.last.row >= this.row ? over : undefined;
  }
}

function textsOf(line: XmlElement, cells: XlsxCells): readonly string[] {
  const texts: string[] = [];
  for (const cell of childrenOf(line, 'c')) {
    const column = cornerOf(cell.attributes['r'] ?? '')?.column ?? texts.length;
    if (column > 16_384) {
      throw new DocumentError('broken', 'A cell stands beyond the last column');
    }
    while (texts.length < column) {
      texts.push('');
    }
    texts[column] = cellText(cells.textOf(cell));
  }
  while (texts.at(-1) === '') {
    texts.pop();
  }
  return texts;
}

function rangesOf(sheet: XmlElement): readonly Merged[] {
  const ranges = childrenOf(childOf(sheet, 'mergeCells'), 'mergeCell');
  if (ranges.length > MOST_MERGED) {
    throw new DocumentError('too-large', `A sheet has more than ${String(MOST_MERGED)} merged cells`);
  }
  return ranges.flatMap(({ attributes }) => {
    const [from = '', to = from] = (attributes['ref'] ?? '').split(':');
    const first = cornerOf(from);
    const last = cornerOf(to);
    return first === undefined || last === undefined ? [] : [{ first, last }];
  });
}

function cornerOf(address: string): Corner | undefined {
  const [, letters, row] = ADDRESS.exec(address) ?? [];
  if (letters === undefined) {
    return undefined;
  }
  return { column: Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1, row: Number(row) };
}
