import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { type FileColumns, readImportFile } from './import-reader.js';

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

  test('reports a line with a quote in the wrong place and goes on after it', async () => {
    const lines = await read('a.csv', 'code,channel\nA"1,counter\nA-2,post\n');
    expect(lines).toEqual([expect.stringMatching(/^2 ! .*Quote/), '3 {"code":"A-2","channel":"post"}']);
  });

  test('names columns nobody knows once and leaves them out', async () => {
    const notices: string[] = [];
    expect(await read('a.csv', 'code,note,channel\nA-1,x,post\nA-2,y,post\n', notices)).toEqual(['2 {"code":"A-1","channel":"post"}', '3 {"code":"A-2","channel":"post"}']);
    expect(notices).toEqual(['Columns left out, because nobody knows them: note']);
  });

  test.each([
    ['a.csv', 'code,phone\n', /has no column channel/],
    ['a.csv', 'code,channel,code\n', /names code twice/],
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
      expect.stringMatching(/^2 ! /),
      '3 code! holds an object or a list where a text is expected',
      '4 {"code":"A-4","channel":"post"}',
    ]);
  });
});
