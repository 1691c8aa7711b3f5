import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { FileColumns } from './import-format.js';
import { readImportFile } from './import-reader.js';

const COLUMNS: FileColumns = { required: ['code', 'channel'], optional: ['phone'] };

async function read(path: string, text: string, notices: string[] = []): Promise<readonly string[]> {
  const lines: string[] = [];
  // In pieces, as a file comes: a line may lie across two of them.
  const pieces = Buffer.from(text, 'utf8');
  const file = Readable.from([pieces.subarray(0, 11), pieces.subarray(11)], { objectMode: false });
  for await (const read of readImportFile(path, file, COLUMNS, (notice) => notices.push(notice))) {
    lines.push(`${String(read.line)} ${'problem' in read ? `${read.problem.column}! ${read.problem.detail}` : JSON.stringify(read.fields)}`);
  }
  return lines;
}

describe('a CSV file', () => {
  test('gives each line with its number in the file, empty columns left out, quotes and commas in texts kept', async () => {
    expect(await read('a.csv', '\uFEFFcode,channel,phone\nA-1,counter,\n\n"A ""2"", x",online,0900\r\n')).toEqual([
      '2 {"code":"A-1","channel":"counter"}',
      '4 {"code":"A \\"2\\", x","channel":"online","phone":"0900"}',
    ]);
  });

  test('reports lines with too few or too many fields and goes on after them', async () => {
    expect(await read('a.csv', 'code,channel\nA-1\nA-2,counter,x\nA-3,post\n')).toEqual([
      '2 ! has 1 fields where the header has 2',
      '3 ! has 3 fields where the header has 2',
      '4 {"code":"A-3","channel":"post"}',
    ]);
  });

  test.each([
    // What stands in the file after a header of two columns, and what is read of it.
    ['takes quotes inside a text as they stand', 'A"1" x,counter\n"A-2"y,post\nA-3,post\n', ['2 {"code":"A\\"1\\" x","channel":"counter"}', '3 {"code":"\\"A-2\\"y","channel":"post"}', '4 {"code":"A-3","channel":"post"}']],
    [
      'reports a quote that swallows the lines up to the next one, with those lines',
      'A-1,post\n"A-2,counter\nA-3,post\n"A-4",counter\nA-5,post\n',
      ['2 {"code":"A-1","channel":"post"}', '3 ! holds a line break, as after a quote that is not closed: lines 3 to 5 were taken for one', '6 {"code":"A-5","channel":"post"}'],
    ],
    ['reports a quote that is never closed', 'A-1,post\n"A-2,counter\nA-3,post\n', ['2 {"code":"A-1","channel":"post"}', '3 ! opens a quote that is never closed: lines 3 to 4 could not be read']],
  ])('%s', async (_, lines, expected) => {
    expect(await read('a.csv', `code,channel\n${lines}`)).toEqual(expected);
  });

  test('keeps line breaks in columns it leaves out, and counts them: a line has the number it begins at', async () => {
    expect(await read('a.csv', 'code,note,channel\nA-1,"one\ntwo",post\nA-2,x\nA-3,"""lost\nA-4,y,""",post\n')).toEqual([
      '2 {"code":"A-1","channel":"post"}',
      '4 ! has 2 fields where the header has 3',
      '5 ! holds a line break, as after a quote that is not closed: lines 5 to 6 were taken for one',
    ]);
  });

  test('names columns nobody knows once and leaves them out', async () => {
    const notices: string[] = [];
    expect(await read('a.csv', 'code,note,channel\nA-1,x,post\nA-2,y,post\n', notices)).toEqual(['2 {"code":"A-1","channel":"post"}', '3 {"code":"A-2","channel":"post"}']);
    expect(notices).toEqual(['Columns left out, because nobody knows them: note']);
  });

  test.each([
    ['a.csv', 'code,phone\n', /lacks channel\. It must name code,channel and may name phone/],
    ['a.csv', 'code,channel,code\n', /names code twice/],
    ['a.csv', 'code;channel;phone\nA-1;post;\n', /lacks code, channel\. Its columns are parted by semicolons: save it with commas/],
    ['a.csv', 'code\tchannel\n', /parted by tabs/],
    ['a.csv', 'A-1,post,,\n', /lacks code, channel\. Its first line does not look like a header/],
    ['a.csv', '', /has no header/],
    ['a.xlsx', 'code', /neither .csv nor .jsonl/],
  ])('%s with %j is refused before anything of it is taken', async (path, text, message) => {
    await expect(read(path, text)).rejects.toThrow(message);
  });
});

describe('a file of JSON lines', () => {
  test('gives each object as texts with its line number, null as empty', async () => {
    expect(await read('a.jsonl', '{"code":"A-1","channel":1,"phone":null}\n\n{"code":"A-2","channel":"post"}\n')).toEqual(['1 {"code":"A-1","channel":"1"}', '3 {"code":"A-2","channel":"post"}']);
  });

  test('reports what is no object, no JSON, or nested, and goes on', async () => {
    expect(await read('a.jsonl', '[1]\n{"code":\n{"code":{"a":1},"channel":"post"}\n{"code":"A-4","channel":"post"}\n')).toEqual([
      '1 ! is no JSON object',
      '2 ! is no JSON: a line holds one whole object',
      '3 code! holds an object or a list where a text is expected',
      '4 {"code":"A-4","channel":"post"}',
    ]);
  });
});
