const WIDTH = 30;
const REDRAW_EVERY_MS = 100;
const LINE_EVERY_MS = 5_000;

/** The part of a terminal or log that progress is written to. */
export type ProgressStream = Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean };

/** How far an import is, on standard error: a bar on a terminal, now and then a line elsewhere. */
export class ProgressBar {
  private readonly begun = performance.now();
  private shownAt = Number.NEGATIVE_INFINITY;
  private isDrawn = false;

  constructor(
    private readonly stream: ProgressStream,
    /** The share of the file that has been read, 0 to 1. */
    private readonly share: () => number,
  ) {}

  show(lines: number): void {
    const now = performance.now();
    const isTerminal = this.stream.isTTY === true;
    if (now - this.shownAt < (isTerminal ? REDRAW_EVERY_MS : LINE_EVERY_MS)) {
      return;
    }
    this.shownAt = now;
    const speed = lines / Math.max(0.001, (now - this.begun) / 1000);
    const share = Math.min(1, this.share());
    const words = `${String(Math.floor(share * 100)).padStart(3)} %  ${lines.toLocaleString('en')} lines, ${Math.round(speed).toLocaleString('en')} lines/s`;
    if (isTerminal) {
      const filled = Math.round(share * WIDTH);
      this.stream.write(`\r\u001B[K[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${words}`);
      this.isDrawn = true;
    } else {
      this.stream.write(`${words}\n`);
    }
  }

  /** Writes a line of its own beside the bar. */
  say(line: string): void {
    this.end();
    this.stream.write(`${line}\n`);
  }

  /** Leaves the bar as it stands. */
  end(): void {
    if (this.isDrawn) {
      this.stream.write('\n');
      this.isDrawn = false;
    }
  }
}
