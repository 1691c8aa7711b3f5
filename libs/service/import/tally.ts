import type { ImportListener, ImportSummary, Problem, Warning } from './findings.js';

/** Counts what becomes of lines and tells the listener. */
export class Tally {
  private taken = 0;
  private unchanged = 0;
  private rejected = 0;
  private warnings = 0;

  constructor(private readonly listener: ImportListener | undefined) {}

  take(line: number, code: string, warnings: readonly Warning[]): void {
    this.taken += 1;
    this.warnings += warnings.length;
    warnings.forEach((warning) => this.listener?.warned(line, code, warning));
  }

  leave(): void {
    this.unchanged += 1;
  }

  reject(line: number, code: string, problems: readonly Problem[]): void {
    this.rejected += 1;
    problems.forEach((problem) => this.listener?.rejected(line, code, problem));
  }

  progress(): void {
    this.listener?.progress(this.taken + this.unchanged + this.rejected);
  }

  summary(): ImportSummary {
    const { taken, unchanged, rejected, warnings } = this;
    return { received: taken + unchanged + rejected, taken, unchanged, rejected, warnings };
  }
}
