import type { TableCell, TableRow } from '#domain';
import { DocumentError } from './document-problem.js';
import { DocxNumbering } from './docx-numbering.js';
import { cellText, RowCollector } from './grid.js';
import { childOf, readXml, textIn, type XmlElement } from './xml.js';

/** Text that is no longer, or not yet, part of the page: struck out in tracked changes, the second form of a drawing, field codes. */
const UNSEEN = new Set(['del', 'moveFrom', 'Fallback', 'instrText', 'delText', 'pPr', 'rPr', 'tblPr', 'tcPr', 'trPr']);
/** Wrappers that hold blocks, rows or cells and say nothing themselves. */
const WRAPPERS = new Set(['sdt', 'sdtContent', 'customXml', 'ins', 'moveTo', 'smartTag']);
const OFF = new Set(['0', 'false', 'off']);

/** The tables of a Word document (ECMA-376 part 1, 17.4) and the paragraphs between them. Throws `DocumentError`. */
export function readDocxTables(parts: ReadonlyMap<string, string>): readonly TableRow[] {
  const body = childOf(readXml(parts.get('word/document.xml') ?? ''), 'body');
  if (body === undefined) {
    throw new DocumentError('broken', 'The document has no body');
  }
  const numbering = new DocxNumbering(parts.get('word/numbering.xml'));
  const collector = new RowCollector();
  let tables = 0;
  let paragraphs = 0;
  for (const block of through(body)) {
    if (block.name === 'tbl') {
      tables += 1;
      addTable(block, tables, numbering, collector);
    } else if (block.name === 'p') {
      paragraphs += 1;
      collector.add({ table: 0, row: paragraphs }, [{ text: cellText(paragraphText(block, numbering)) }]);
    }
  }
  return collector.rows;
}

function addTable(table: XmlElement, number: number, numbering: DocxNumbering, collector: RowCollector): void {
  let above: readonly TableCell[] = [];
  let row = 0;
  for (const line of through(table).filter(({ name }) => name === 'tr')) {
    if (isOn(childOf(childOf(line, 'trPr'), 'del'))) {
      continue;
    }
    row += 1;
    above = rowCells(line, above, numbering);
    collector.add({ table: number, row }, above);
  }
}

function rowCells(line: XmlElement, above: readonly TableCell[], numbering: DocxNumbering): readonly TableCell[] {
  const skipped = spanOf(childOf(childOf(line, 'trPr'), 'gridBefore'), 0);
  const cells: TableCell[] = Array.from({ length: skipped }, () => ({ text: '' }));
  for (const cell of through(line).filter(({ name }) => name === 'tc')) {
    const properties = childOf(cell, 'tcPr');
    const first = cellOf(cell, properties, above[cells.length], cells.at(-1), numbering);
    cells.push(first);
    for (let column = 1; column < spanOf(childOf(properties, 'gridSpan'), 1); column += 1) {
      cells.push({ text: first.text, coveredFrom: 'left' });
    }
  }
  return cells;
}

function cellOf(cell: XmlElement, properties: XmlElement | undefined, above: TableCell | undefined, left: TableCell | undefined, numbering: DocxNumbering): TableCell {
  if (continues(childOf(properties, 'vMerge')) && above !== undefined) {
    return { text: above.text, coveredFrom: 'above' };
  }
  if (continues(childOf(properties, 'hMerge')) && left !== undefined) {
    return { text: left.text, coveredFrom: 'left' };
  }
  return { text: cellText(blockText(cell, numbering)) };
}

/** A merge mark without a value continues the merge; with `restart` it begins one (17.4.84). */
function continues(mark: XmlElement | undefined): boolean {
  return mark !== undefined && mark.attributes['val'] !== 'restart';
}

function spanOf(element: XmlElement | undefined, otherwise: number): number {
  const span = Number(element?.attributes['val'] ?? otherwise);
  return Number.isInteger(span) && span >= 0 ? Math.min(span, 100) : otherwise;
}

/** The text of everything within a cell, each paragraph on a line; a table within the cell is read cell after cell. */
function blockText(block: XmlElement, numbering: DocxNumbering): string {
  return through(block).map((child) => (child.name === 'p' ? paragraphText(child, numbering) : blockText(child, numbering))).join('\n');
}

function paragraphText(paragraph: XmlElement, numbering: DocxNumbering): string {
  const mark = numbering.markOf(childOf(childOf(paragraph, 'pPr'), 'numPr'));
  const text = runText(paragraph);
  return mark === '' ? text : `${mark} ${text}`;
}

function runText(element: XmlElement): string {
  let text = '';
  for (const child of element.children) {
    if (typeof child !== 'string' && !UNSEEN.has(child.name)) {
      text += pieceText(child);
    }
  }
  return text;
}

function pieceText(element: XmlElement): string {
  switch (element.name) {
    case 't':
      return textIn(element);
    case 'br':
    case 'cr':
    case 'p':
      return `\n${runText(element)}`;
    case 'tab':
      return ' ';
    case 'noBreakHyphen':
      return '-';
    default:
      return runText(element);
  }
}

/** The blocks, rows or cells directly within an element, those inside wrappers with them. */
function through(element: XmlElement): readonly XmlElement[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string' || UNSEEN.has(child.name)) {
      return [];
    }
    return WRAPPERS.has(child.name) ? through(child) : [child];
  });
}

function isOn(element: XmlElement | undefined): boolean {
  return element !== undefined && !OFF.has(element.attributes['val'] ?? '');
}
