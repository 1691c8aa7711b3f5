import type { Statements } from './transaction.js';

interface Write {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

const PARAMETER = /\$(\d+)/gu;

/**
 * Writes gathered to be sent as one statement, which costs the server and the wire as much as any of them alone. They must
 * not depend on each other: none sees what another writes, and no two may touch the same row. Foreign keys among them are
 * checked once all are done.
 */
export class JoinedWrites {
  readonly #writes: Write[] = [];

  /** Gathers a write; nothing is sent yet. Takes the place of a transaction where only `run` is needed. */
  readonly run: Statements['run'] = (sql, parameters = []) => {
    this.#writes.push({ sql, parameters });
    return Promise.resolve(0);
  };

  /** Sends what was gathered. */
  async send(tx: Pick<Statements, 'run'>): Promise<void> {
    const parts: string[] = [];
    const parameters: unknown[] = [];
    for (const write of this.#writes) {
      const before = parameters.length;
      parts.push(`part_${String(parts.length)} AS (${write.sql.replace(PARAMETER, (_, number: string) => `$${String(Number(number) + before)}`)})`);
      parameters.push(...write.parameters);
    }
    if (parts.length > 0) await tx.run(`WITH ${parts.join(',\n')} SELECT`, parameters);
  }
}
