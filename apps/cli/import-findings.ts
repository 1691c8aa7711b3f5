import { createWriteStream, rmSync, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { csvLine } from '#letters';
import type { Finding } from '#service';

/** A file of findings about lines, `line,code,column,reason,detail`, in which what a foreign file wrote is no formula; made with the first one, and gone when there is none. */
export class FindingsFile {
  private stream: WriteStream | undefined;

  constructor(readonly path: string) {
    rmSync(path, { force: true });
  }

  get isEmpty(): boolean {
    return this.stream === undefined;
  }

  add(line: number, code: string, { column, reason, detail }: Finding<string>): void {
    if (this.stream === undefined) {
      this.stream = createWriteStream(this.path, { mode: 0o600 });
      // A full disk ends no import half-way: `close` fails with it, and importing again reports every line again.
      this.stream.on('error', () => undefined);
      this.stream.write(csvLine(['line', 'code', 'column', 'reason', 'detail']));
    }
    this.stream.write(csvLine([line, code, column, reason, detail]));
  }

  async close(): Promise<void> {
    if (this.stream !== undefined) {
      this.stream.end();
      await finished(this.stream);
    }
  }
}
