import type { ClientBase } from 'pg';

/**
 * The savepoints of one transaction. Each is set just before the first statement behind it, so that work which comes to an
 * end without a statement costs the server nothing.
 */
export class Savepoints {
  #count = 0;
  /** Savepoints whose work runs, outermost first; the server knows the first `#set` of them. */
  readonly #open: string[] = [];
  #set = 0;

  constructor(private readonly client: ClientBase) {}

  /** Sends a statement behind the savepoints of the work that asks for it. */
  async send<T>(statement: () => Promise<T>): Promise<T> {
    const missing = this.#open.slice(this.#set);
    this.#set = this.#open.length;
    const setting = missing.map((name) => this.client.query(`SAVEPOINT ${name}`));
    const [result] = await Promise.all([statement(), ...setting]);
    return result;
  }

  /** Runs work behind a savepoint; when it throws, what its statements did is rolled back and the error is thrown on. */
  async attempt<T>(work: () => Promise<T>): Promise<T> {
    this.#count += 1;
    const name = `attempt_${String(this.#count)}`;
    const depth = this.#open.push(name);
    try {
      const result = await work();
      if (this.#set >= depth) await this.client.query(`RELEASE SAVEPOINT ${name}`);
      this.#leave(depth);
      return result;
    } catch (error) {
      if (this.#leave(depth)) await rollBack(this.client, `ROLLBACK TO SAVEPOINT ${name}`);
      throw error;
    }
  }

  /** Whether the server knows the savepoint at that depth, which then is no longer open. */
  #leave(depth: number): boolean {
    const isSet = this.#set >= depth;
    this.#open.length = depth - 1;
    this.#set = Math.min(this.#set, depth - 1);
    return isSet;
  }
}

/** Rolls back after an error, which is the one to report whatever comes of this. */
export async function rollBack(client: ClientBase, statement: string): Promise<void> {
  try {
    await client.query(statement);
  } catch {
    // The connection is gone, and with it the transaction. Should it still stand, PostgreSQL refuses to go on with it.
    return;
  }
}
