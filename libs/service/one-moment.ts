import type { Engine } from './engine.js';

/**
 * Runs reading work on an engine whose reads and transactions are all of one transaction that sees one moment, however many statements they
 * are: what several answers say of the same thing agrees, whatever is written meanwhile. The work should only read and not wait
 * for anything but the database, for the moment is held as long as it lasts.
 */
export function atOneMoment<T, E extends Pick<Engine, 'database'>>(engine: E, work: (on: E) => Promise<T>): Promise<T> {
  return engine.database.transaction(async (tx) => {
    await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    return work({ ...engine, database: { ...engine.database, read: tx, transaction: (inner) => inner(tx) } });
  });
}
