import { Readable, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { answerLines } from './json-lines.js';

/** What is written for chunks of input, and in how many pieces. */
async function answersTo(chunks: readonly (string | Uint8Array)[], longest?: number): Promise<string[]> {
  const written: string[] = [];
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString());
      done();
    },
  });
  const input = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  await answerLines(input, output, (line, number) => `${number}=${line}`, longest);
  return written;
}

test.each([
  [['a\nb\n'], '1=a\n2=b\n', 'lines in order'],
  [['a\nb'], '1=a\n2=b\n', 'a last line without its end'],
  [['a\r\nb\r\n'], '1=a\n2=b\n', 'CRLF'],
  [['\uFEFFa\n'], '1=a\n', 'a byte order mark'],
  [['a\n\n  \n\r\nb\n'], '1=a\n5=b\n', 'blank lines are passed over and counted'],
  [['a', 'b\nc', 'd', '\n', 'e'], '1=ab\n2=cd\n3=e\n', 'lines cut anywhere'],
  [[], '', 'nothing'],
  [['\n'], '', 'a blank line alone'],
])('case %#: %j is answered %j: %s', async (chunks, expected) => {
  expect((await answersTo(chunks)).join('')).toBe(expected);
});

test('a letter cut between two chunks is whole', async () => {
  const bytes = Buffer.from('ễ\n');
  expect((await answersTo([bytes.subarray(0, 1), bytes.subarray(1, 2), bytes.subarray(2)])).join('')).toBe('1=ễ\n');
});

test('each chunk is answered before the next one is awaited', async () => {
  expect(await answersTo(['a\nb\n', 'c\n'])).toEqual(['1=a\n2=b\n', '3=c\n']);
});

test('a line too long to keep is refused by its number, and the work goes on', async () => {
  const [first, ...rest] = (await answersTo(['a', 'bcde', 'fgh\nok\n', 'toolong'], 4)).join('').split('\n');
  expect(JSON.parse(first ?? '')).toEqual({ id: null, error: 'line 1: longer than 4 characters; shorten it' });
  expect(rest[0]).toBe('2=ok');
  expect(JSON.parse(rest[1] ?? '')).toEqual({ id: null, error: 'line 3: longer than 4 characters; shorten it' });
});

test('a reader that goes away ends the work quietly', async () => {
  const answered: number[] = [];
  const output = new Writable({
    write(_chunk, _encoding, done) {
      done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    },
  });
  await answerLines(Readable.from(['a\n', 'b\n', 'c\n'].map((line) => Buffer.from(line))), output, (_line, number) => {
    answered.push(number);
    return '';
  });
  expect(answered).toEqual([1]);
});
