import type { ChainFault, ChainHead, ChainLink, LedgerColumns } from '#domain';

/** The first broken link of a stored chain, with the row it was found at where there is one. */
export interface BrokenLink<Row> {
  readonly fault: ChainFault;
  readonly row?: Row;
}

/**
 * Finds the first broken link of a chain. Only what the engine can have written is hashed; anything else stands outside the
 * closed list of columns and is an edit.
 * @param find the chain's own check of rows against a head
 */
export function findBrokenLink<Row extends LedgerColumns & ChainLink>(rows: readonly Row[], head: ChainHead, genesis: string, find: (rows: readonly Row[], head: ChainHead) => ChainFault | undefined): BrokenLink<Row> | undefined {
  const foreign = rows.findIndex((row) => !isWritable(row));
  const sound = foreign === -1 ? rows : rows.slice(0, foreign);
  const last = sound.at(-1);
  const fault = find(sound, foreign === -1 ? head : { seq: last?.seq ?? 0, hash: last?.hash ?? genesis });
  if (fault !== undefined) {
    const row = fault.fault === 'head' ? last : sound.find(({ seq }) => seq === fault.seq);
    return { fault, ...(row === undefined ? {} : { row }) };
  }
  const edited = rows[foreign];
  return edited === undefined ? undefined : { fault: { seq: edited.seq, fault: 'edited' }, row: edited };
}

function isWritable(row: LedgerColumns): boolean {
  const actor = Object.entries(row.actor);
  return (
    actor.length === 3 &&
    actor.every(([key, value]) => ['subject', 'role', 'agency'].includes(key) && typeof value === 'string') &&
    [row.seq, row.ordinal, row.occurredAt, row.recordedAt].every(Number.isSafeInteger)
  );
}
