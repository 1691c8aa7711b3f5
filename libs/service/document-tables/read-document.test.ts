import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { DocumentError } from './document-problem.js';
import { readDocument } from './read-document.js';

function packed(parts: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)])));
}

function docx(body: string, numbering?: string): Uint8Array {
  return packed({ 'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`, ...(numbering !== undefined && { 'word/numbering.xml': numbering }) });
}

function xlsx(sheet: string, styles = '<styleSheet/>', workbook = ''): Uint8Array {
  return packed({
    'xl/workbook.xml': `<workbook xmlns:r="r">${workbook}<sheets><sheet name="Plan" sheetId="1" r:id="rId1"/><sheet name="Old" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="worksheets/sheet2.xml"/></Relationships>',
    'xl/styles.xml': styles,
    'xl/worksheets/sheet1.xml': `<x:worksheet xmlns:x="x">${sheet}</x:worksheet>`.replaceAll(/<(\/?)(?!x:|\/)/g, '<$1x:'),
    'xl/worksheets/sheet2.xml': '<worksheet><sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData></worksheet>',
  });
}

const cell = (text: string, properties = ''): string => `<w:tc><w:tcPr>${properties}</w:tcPr><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
const texts = (content: Uint8Array): readonly (readonly string[])[] => readDocument(content).rows.map(({ cells }) => cells.map(({ text }) => text));

function problemOf(content: Uint8Array): string {
  try {
    readDocument(content);
    return 'read';
  } catch (error) {
    return error instanceof DocumentError ? error.problem : String(error);
  }
}

test('cells joined across and down in a Word table say what the cell they are joined with says', () => {
  const table = `<w:tbl><w:tr>${cell('1')}${cell('Đầu', '<w:vMerge w:val="restart"/>')}${cell('Rộng', '<w:gridSpan w:val="2"/>')}</w:tr><w:tr>${cell('2')}${cell('', '<w:vMerge/>')}${cell('x')}${cell('y')}</w:tr></w:tbl>`;

  expect(readDocument(docx(table)).rows.map(({ cells }) => cells)).toEqual([
    [{ text: '1' }, { text: 'Đầu' }, { text: 'Rộng' }, { text: 'Rộng', coveredFrom: 'left' }],
    [{ text: '2' }, { text: 'Đầu', coveredFrom: 'above' }, { text: 'x' }, { text: 'y' }],
  ]);
});

test('what tracked changes have struck out is not read, what they put in is', () => {
  const changed = '<w:tbl><w:tr><w:tc><w:p><w:r><w:t xml:space="preserve">Quý </w:t></w:r><w:del><w:r><w:delText>II</w:delText></w:r></w:del><w:ins><w:r><w:t>III &amp; IV</w:t></w:r></w:ins></w:p></w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>bỏ</w:t></w:r></w:p></w:tc></w:tr></w:tbl>';

  expect(texts(docx(changed))).toEqual([['Quý III & IV']]);
});

test('numbers and bullets that Word writes itself are read as they stand on the page', () => {
  const levels = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl>';
  const numbering = `<w:numbering><w:abstractNum w:abstractNumId="4">${levels}</w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="4"/></w:num></w:numbering>`;
  const line = (depth: number, text: string): string => `<w:p><w:pPr><w:numPr><w:ilvl w:val="${String(depth)}"/><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;

  expect(texts(docx([line(0, 'A'), line(1, 'B'), line(1, 'C'), line(2, 'D'), line(0, 'E'), line(1, 'F')].join(''), numbering))).toEqual([['I. A'], ['I.1 B'], ['I.2 C'], ['- D'], ['II. E'], ['II.1 F']]);
});

test('paragraphs between tables are lines of their own, in their place', () => {
  const { rows } = readDocument(docx(`<w:p><w:r><w:t>Trước</w:t></w:r></w:p><w:tbl><w:tr>${cell('1')}</w:tr></w:tbl><w:p/><w:p><w:r><w:t>Sau</w:t></w:r></w:p>`));

  expect(rows.map(({ place }) => place)).toEqual([
    { table: 0, row: 1 },
    { table: 1, row: 1 },
    { table: 0, row: 3 },
  ]);
});

test.each(['100000', '1e999', 'x', '-4'])('a list that begins at %s is read as any other', (start) => {
  const numbering = `<w:numbering><w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="${start}"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="4"/></w:num></w:numbering>`;

  expect(texts(docx('<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:t>A</w:t></w:r></w:p>', numbering))[0]?.[0]).toMatch(/ A$/u);
});

test.each(['1e300', 'x', '-700000', '9007199254740993'])('a cell shown as a day that holds %s is read, and is no day', (value) => {
  const styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>';

  expect(texts(xlsx(`<sheetData><row r="1"><c r="A1" s="0"><v>${value}</v></c><c r="B1" t="str"><v>Nhiệm vụ</v></c></row></sheetData>`, styles))).toEqual([[String(Number(value)), 'Nhiệm vụ']]);
});

test.each([['', 2_958_465], ['<workbookPr date1904="1"/>', 2_957_003]])('31 December 9999 is the last day there is (%j)', (counting, last) => {
  const styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>';

  expect(texts(xlsx(`<sheetData><row r="1"><c r="A1" s="0"><v>${String(last)}</v></c><c r="B1" s="0"><v>${String(last + 1)}</v></c></row></sheetData>`, styles, counting))).toEqual([['31/12/9999', String(last + 1)]]);
});

test('half of a character is none', () => {
  expect(texts(docx('<w:p><w:r><w:t>a&#xD800;b&#57343;c&#0;</w:t></w:r></w:p>'))).toEqual([['abc']]);
});

test('a spreadsheet’s days, months and percentages are read as they are shown', () => {
  const styles = '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/><numFmt numFmtId="171" formatCode="mm\\/yyyy"/><numFmt numFmtId="172" formatCode="0&quot; đồng&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="9"/><xf numFmtId="172"/></cellXfs></styleSheet>';
  const row = '<sheetData><row r="3"><c r="A3"><v>1.1000000000000001</v></c><c r="B3" s="1"><v>45296</v></c><c r="C3" s="2"><v>44805</v></c><c r="E3" s="3"><v>0.98</v></c><c r="F3" s="4"><v>5</v></c></row></sheetData>';

  expect(texts(xlsx(row, styles))).toEqual([['1.1', '05/01/2024', '09/2022', '', '98%', '5']]);
});

test('a workbook may count its days from 1904', () => {
  const styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>';

  expect(texts(xlsx('<sheetData><row r="1"><c r="A1" s="0"><v>43834</v></c></row></sheetData>', styles, '<workbookPr date1904="1"/>'))).toEqual([['05/01/2024']]);
});

test('cells joined across and down in a sheet say what the first says; hidden sheets say nothing', () => {
  const data = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><r><t>Phân </t></r><r><t>công</t></r></is></c></row><row r="2"><c r="C2" t="str"><v>z</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>';

  expect(readDocument(xlsx(data)).rows).toEqual([
    { place: { table: 1, row: 1, sheet: 'Plan' }, cells: [{ text: 'Phân công' }, { text: 'Phân công', coveredFrom: 'left' }] },
    { place: { table: 1, row: 2, sheet: 'Plan' }, cells: [{ text: 'Phân công', coveredFrom: 'above' }, { text: 'Phân công', coveredFrom: 'left' }, { text: 'z' }] },
  ]);
});

test.each([
  ['comma', 'TT,Nhiệm vụ\r\n1,"Kiểm tra, báo cáo"\r\n'],
  ['semicolon', '\uFEFFTT;Nhiệm vụ\n1;"Kiểm tra, báo cáo"\n'],
  ['tab', 'TT\tNhiệm vụ\n1\tKiểm tra, báo cáo\n'],
])('values parted by %s are read', (_, text) => {
  expect(texts(new TextEncoder().encode(text))).toEqual([
    ['TT', 'Nhiệm vụ'],
    ['1', 'Kiểm tra, báo cáo'],
  ]);
});

test('the Unicode text of spreadsheets is read', () => {
  expect(texts(Buffer.from('\uFEFFTT\tNhiệm vụ\n1\tKiểm tra\n', 'utf16le'))).toEqual([
    ['TT', 'Nhiệm vụ'],
    ['1', 'Kiểm tra'],
  ]);
});

test('letters and their marks are put together as one sign', () => {
  expect(texts(new TextEncoder().encode(`${'Nhiệm vụ'.normalize('NFD')};b\n`))).toEqual([['Nhiệm vụ', 'b']]);
});

test.each([
  ['an empty file', new Uint8Array(), 'empty'],
  ['a file of more than 8 MB', new Uint8Array(8 * 1024 * 1024 + 1), 'too-large'],
  ['an old DOC', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'old-format'],
  ['a PDF', strToU8('%PDF-1.7'), 'pdf'],
  ['a picture', Uint8Array.of(0x89, 0x50, 0, 0), 'unknown-format'],
  ['another package', packed({ 'a.txt': 'a' }), 'unknown-format'],
  ['a cut package', docx('<w:p/>').slice(0, 60), 'broken'],
  ['a package without text', docx('<w:p/>'), 'empty'],
  ['text in another alphabet’s bytes', Uint8Array.of(0x4e, 0xff, 0xe9, 0x3b), 'not-utf-8'],
  ['markup that is not closed', docx('<w:p>'), 'broken'],
  ['a document type of its own', packed({ 'word/document.xml': '<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>' }), 'broken'],
  ['elements within each other without end', docx('<w:p>'.repeat(300) + '</w:p>'.repeat(300)), 'broken'],
  ['a package that unpacks to more than it should', docx(`<w:p>${' '.repeat(25 * 1024 * 1024)}</w:p>`), 'too-large'],
  ['more rows than a person reads', new TextEncoder().encode('a;b\n'.repeat(5001)), 'too-many-rows'],
  ['more columns than a table has', new TextEncoder().encode(`${'a;'.repeat(61)}\n`), 'too-many-columns'],
])('%s is refused', (_, content, expected) => {
  expect(problemOf(content)).toBe(expected);
});

test('as many joined cells as a sheet may hold are looked at once, not again with every row', () => {
  const rows = 200_000;
  const lines = Array.from({ length: rows }, (_, index) => `<row r="${String(index + 1)}"/>`).join('');
  const ranges = Array.from({ length: 20_000 }, (_, index) => `<mergeCell ref="B${String(2 * index + 2)}:C${String(2 * index + 3)}"/>`).join('');
  const last = `<row r="${String(rows + 1)}"><c r="A${String(rows + 1)}" t="str"><v>Nhiệm vụ</v></c></row>`;

  expect(texts(xlsx(`<sheetData>${lines}${last}</sheetData><mergeCells>${ranges}</mergeCells>`))).toEqual([['Nhiệm vụ']]);
});

test('joined cells that lie over each other, against the format, say what the first of them says', () => {
  const data = '<sheetData><row r="1"><c r="A1" t="str"><v>Đầu</v></c></row><row r="2"><c r="A2" t="str"><v>x</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="B1:C2"/></mergeCells>';

  expect(texts(xlsx(data))).toEqual([['Đầu', 'Đầu', ''], ['Đầu', 'Đầu', '']]);
});

test('a sheet whose rows are out of order is broken', () => {
  expect(problemOf(xlsx('<sheetData><row r="2"><c r="A2" t="str"><v>x</v></c></row><row r="1"/></sheetData>'))).toBe('broken');
});
