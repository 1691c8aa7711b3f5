import { randomUUID } from 'node:crypto';
import { instant } from '#domain';
import type { Statements } from '#persistence';
import type { Clock } from './clock.js';
import type { Engine } from './engine.js';

/** Somebody else took over work whose holder had shown no life for too long. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/** Shows that the work goes on; within a transaction, that whatever it writes is still its own to write. Throws `LeaseLostError` where it is not. */
export type Beat = (on?: Pick<Statements, 'run'>) => Promise<void>;

/** Which work is held, by whose clock, and for how long after each beat. */
export interface LeaseTerms {
  readonly work: string;
  readonly clock: Clock;
  readonly ms: number;
}

/**
 * Does work that one process at a time may do and that lasts longer than a transaction should: held by a lease that ends by itself when
 * its holder dies and is given back when it ends. `undefined` where another holds it.
 */
export async function underLease<T>({ database }: Pick<Engine, 'database'>, { work, clock, ms }: LeaseTerms, body: (beat: Beat) => Promise<T>): Promise<T | undefined> {
  const holder = randomUUID();
  const until = (): number => instant(clock.now() + ms);
  const taken = await database.read.run(
    `INSERT INTO work_lease (work, holder, lease_until) VALUES ($1, $2, $3)
     ON CONFLICT (work) DO UPDATE SET holder = excluded.holder, lease_until = excluded.lease_until WHERE work_lease.lease_until < $4::bigint`,
    [work, holder, until(), clock.now()],
  );
  if (taken === 0) {
    return undefined;
  }
  const beat: Beat = async (on = database.read) => {
    if ((await on.run('UPDATE work_lease SET lease_until = $3 WHERE work = $1 AND holder = $2', [work, holder, until()])) === 0) {
      throw new LeaseLostError(`Another process took over ${work}`);
    }
  };
  const giveBack = (): Promise<number> => database.read.run('DELETE FROM work_lease WHERE work = $1 AND holder = $2', [work, holder]);
  try {
    const result = await body(beat);
    await giveBack();
    return result;
  } catch (error) {
    // One that cannot be given back ends by itself, and why the work failed is what has to be told.
    await giveBack().catch(() => undefined);
    throw error;
  }
}
