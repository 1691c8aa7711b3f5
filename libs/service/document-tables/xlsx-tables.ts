import type { TableCell, TableRow } from '#domain';
import { DocumentError } from './document-problem.js';
import { cellText, RowCollector } from './grid.js';
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
  const merged = mergedOf(sheet);
  const starts = new Map<string, string>();
  let row = 0;
  for (const line of childrenOf(childOf(sheet, 'sheetData'), 'row')) {
    row = Number(line.attributes['r'] ?? row + 1);
    const texts = textsOf(line, cells);
    const across = merged.filter(({ first, last }) => first.row <= row && last.row >= row);
    for (const { first } of across.filter((range) => range.first.row === row)) {
      starts.set(`${String(first.column)}:${String(first.row)}`, texts[first.column] ?? '');
    }
    const width = Math.max(texts.length, ...across.map(({ last }) => Math.min(last.column + 1, WIDEST_MERGED)));
    collector.add({ ...place, row }, Array.from({ length: width }, (_, column) => covered({ column, row }, across, starts) ?? { text: texts[column] ?? '' }));
  }
}

function covered(at: Corner, across: readonly Merged[], starts: ReadonlyMap<string, string>): TableCell | undefined {
  const range = across.find(({ first, last }) => first.column <= at.column && last.column >= at.column);
  if (range === undefined || (range.first.column === at.column && range.first.row === at.row)) {
    return undefined;
  }
  const text = starts.get(`${String(range.first.column)}:${String(range.first.row)}`) ?? '';
  return { text, coveredFrom: range.first.column === at.column ? 'above' : 'left' };
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

function mergedOf(sheet: XmlElement): readonly Merged[] {
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
