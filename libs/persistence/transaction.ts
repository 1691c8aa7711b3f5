import type { CopyRows } from './copy.js';

/** Statements on one connection. */
export interface Statements {
  /** Rows of a statement. */
  rows<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]>;
  /** The first row, or `undefined`. */
  first<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row | undefined>;
  /** Runs a statement and returns how many rows it touched. */
  run(sql: string, parameters?: readonly unknown[]): Promise<number>;
}

/**
 * One open database transaction. Nothing of it is visible to others until its work returns. A statement is sent when it is
 * called and the server runs statements in the order of the calls, so those that need nothing of each other are best
 * called together and awaited together. Every statement must be awaited by the work: one that failed without being awaited
 * fails the commit, and one that comes after the work has returned or thrown is refused.
 */
export interface Transaction extends Statements {
  /**
   * Runs `work` behind a savepoint: when it throws, everything it did is rolled back and the error is thrown on, while the
   * transaction itself stays usable. Nothing else of the transaction may run beside it: it would be rolled back with it.
   */
  attempt<T>(work: () => Promise<T>): Promise<T>;
}

/** A transaction for thousands of rows at once: one statement at a time, and COPY beside them. */
export interface BulkTransaction extends Transaction {
  /** Streams rows into a table by COPY; returns how many there were. */
  copy(table: string, columns: readonly string[], rows: CopyRows): Promise<number>;
}
