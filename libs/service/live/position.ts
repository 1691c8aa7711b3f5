/**
 * A moment of the ledger: which transactions could be seen then. Written as PostgreSQL writes a snapshot (`xmin:xmax:running`), so that every
 * process understands what another one gave out. Transactions end in another order than they begin, so no single number would do: one that
 * was passed while it still ran would never be told.
 */
export interface Position {
  /** Everything below was over. */
  readonly xmin: bigint;
  /** Nothing from here on had begun. */
  readonly xmax: bigint;
  /** What still ran in between. */
  readonly running: ReadonlySet<bigint>;
}

const SNAPSHOT = /^(\d{1,19}):(\d{1,19}):((?:\d{1,19}(?:,\d{1,19})*)?)$/;

/** Reads a position; `undefined` for a text that is none. */
export function parsePosition(text: string): Position | undefined {
  const [, xmin, xmax, running] = SNAPSHOT.exec(text) ?? [];
  if (xmin === undefined || xmax === undefined || running === undefined) return undefined;
  return { xmin: BigInt(xmin), xmax: BigInt(xmax), running: new Set(running === '' ? [] : running.split(',').map(BigInt)) };
}

/** A position as text; read again by `parsePosition`. */
export function formatPosition({ xmin, xmax, running }: Position): string {
  return `${String(xmin)}:${String(xmax)}:${[...running].join(',')}`;
}

/** The position at which everything below a transaction number was over and nothing else had begun. */
export function positionBelow(xact: bigint): Position {
  return { xmin: xact, xmax: xact, running: new Set() };
}

/** Whether what this transaction wrote could be seen. */
export function sees({ xmax, running }: Position, xact: bigint): boolean {
  return xact < xmax && !running.has(xact);
}

/** Whether everything seen at `earlier` could be seen at `later` as well; rather false than wrongly true. */
export function isWithin(earlier: Position, later: Position): boolean {
  return earlier.xmax <= later.xmax && [...later.running].every((xact) => !sees(earlier, xact));
}
