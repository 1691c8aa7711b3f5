import type { Writable } from 'node:stream';

/** Characters of one line; a longer one is refused without being kept. */
const LONGEST_LINE = 64 * 1024 * 1024;

/** Answers one line of input with one line of output, both without their line end; never throws. */
export type LineAnswer = (line: string, number: number) => string;

/**
 * Answers every line of a stream that is not blank, in order. Answers are written as soon as the lines that arrived together are
 * done, so that a program may wait for each. CRLF, a byte order mark and a last line without its end are understood; a
 * reader that goes away ends the work quietly.
 */
export async function answerLines(input: AsyncIterable<Uint8Array>, output: Writable, answer: LineAnswer, longest = LONGEST_LINE): Promise<void> {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') {
      throw error;
    }
  });
  const lines = new LineSplitter(longest);
  let number = 0;
  const answersTo = (taken: readonly (string | undefined)[]): string =>
    taken
      .map((line) => {
        number += 1;
        if (line === undefined) {
          return `${JSON.stringify({ id: null, error: `line ${number}: longer than ${longest} characters; shorten it` })}\n`;
        }
        const text = line.trim();
        return text === '' ? '' : `${answer(text, number)}\n`;
      })
      .join('');
  for await (const chunk of input) {
    if (!output.writable) {
      return;
    }
    await write(output, answersTo(lines.take(chunk)));
  }
  await write(output, answersTo(lines.end()));
}

/** Resolves when the text has left this process, or cannot any more. */
async function write(output: Writable, text: string): Promise<void> {
  if (text !== '') {
    await new Promise<void>((resolve) => output.write(text, () => resolve()));
  }
}

/** Cuts decoded chunks into lines; a line that was too long to keep is undefined. */
class LineSplitter {
  private readonly decoder = new TextDecoder();
  private pending = '';
  private isTooLong = false;

  constructor(private readonly longest: number) {}

  take(chunk: Uint8Array): (string | undefined)[] {
    return this.cut(this.decoder.decode(chunk, { stream: true }));
  }

  /** The last line, where it has no end. */
  end(): (string | undefined)[] {
    const lines = this.cut(this.decoder.decode());
    return this.pending === '' && !this.isTooLong ? lines : [...lines, this.finish('')];
  }

  private cut(text: string): (string | undefined)[] {
    const lines: (string | undefined)[] = [];
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      lines.push(this.finish(text.slice(from, end)));
      from = end + 1;
    }
    this.keep(text.slice(from));
    return lines;
  }

  private keep(text: string): void {
    this.isTooLong ||= this.pending.length + text.length > this.longest;
    this.pending = this.isTooLong ? '' : this.pending + text;
  }

  private finish(rest: string): string | undefined {
    this.keep(rest);
    const line = this.isTooLong ? undefined : this.pending;
    this.pending = '';
    this.isTooLong = false;
    return line;
  }
}
