import type { PoolClient, QueryResult } from 'pg';
import { copyInto } from './copy.js';
import { isConnectionError, isStaleStatement } from './errors.js';
import { BEGIN } from './row-scope.js';
import { rollBack, Savepoints } from './savepoints.js';
import type { StatementNames } from './statement-names.js';
import type { BulkTransaction, Statements } from './transaction.js';

/** One connection while somebody works on it. */
export class Session implements Statements {
  #isSpoilt = false;

  constructor(
    private readonly client: PoolClient,
    private readonly names: StatementNames,
  ) {}

  /** Gives the connection back, or ends it where the next user would meet what is left of this one. */
  release(): void {
    this.client.release(this.#isSpoilt || this.client.getTransactionStatus() !== 'I');
  }

  async rows<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]> {
    return (await this.#query<Row>(sql, parameters)).rows;
  }

  async first<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row | undefined> {
    return (await this.#query<Row>(sql, parameters)).rows[0];
  }

  async run(sql: string, parameters?: readonly unknown[]): Promise<number> {
    return (await this.#query(sql, parameters)).rowCount ?? 0;
  }

  /**
   * Runs `work` in one transaction: commits when it returns, rolls back when it throws.
   * @param begin what opens it
   */
  async transaction<T>(work: (tx: BulkTransaction) => Promise<T>, begin = BEGIN): Promise<T> {
    const tx = new OpenTransaction(this, this.client);
    try {
      const [, result] = await Promise.all([this.client.query(begin), work(tx)]);
      tx.end();
      const { command } = await this.client.query('COMMIT');
      // COMMIT of a transaction in which a statement failed rolls back and says so instead of failing.
      if (command !== 'COMMIT') throw new Error('A statement of the transaction failed without being awaited: it was rolled back');
      return result;
    } catch (error) {
      tx.end();
      this.#isSpoilt ||= isConnectionError(error);
      await rollBack(this.client, 'ROLLBACK');
      throw error;
    }
  }

  /** One statement in a transaction of its own, sent with what opens and ends it: nobody waits once more for that. */
  async alone<T>(begin: string, statement: () => Promise<T>): Promise<T> {
    const sent = [this.client.query(begin), statement(), this.client.query('COMMIT')] as const;
    const [begun, answer, ended] = sent;
    // All of it has come back before the connection goes to somebody else.
    await Promise.allSettled(sent);
    try {
      await begun;
      await ended;
      return await answer;
    } catch (error) {
      this.#isSpoilt ||= isConnectionError(error);
      throw error;
    }
  }

  async #query<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<QueryResult<Row>> {
    try {
      return await this.client.query<Row>({ ...this.names.of(sql), text: sql, values: [...parameters] });
    } catch (error) {
      this.#isSpoilt ||= isConnectionError(error) || isStaleStatement(error);
      throw error;
    }
  }
}

/** The transaction its work sees, which takes nothing more once it is over: a late statement would run by itself or in another's. */
class OpenTransaction implements BulkTransaction {
  readonly #savepoints: Savepoints;
  #isOver = false;

  constructor(
    private readonly session: Session,
    private readonly client: PoolClient,
  ) {
    this.#savepoints = new Savepoints(client);
  }

  end(): void {
    this.#isOver = true;
  }

  readonly rows: Statements['rows'] = (sql, parameters) => this.#send(() => this.session.rows(sql, parameters));
  readonly first: Statements['first'] = (sql, parameters) => this.#send(() => this.session.first(sql, parameters));
  readonly run: Statements['run'] = (sql, parameters) => this.#send(() => this.session.run(sql, parameters));
  readonly copy: BulkTransaction['copy'] = (table, columns, rows) => this.#send(() => copyInto(this.client, table, columns, rows));
  readonly attempt: BulkTransaction['attempt'] = (work) => this.#savepoints.attempt(work);

  async #send<T>(statement: () => Promise<T>): Promise<T> {
    if (this.#isOver) throw new Error('The transaction is over: a statement came after its work had returned or thrown');
    return this.#savepoints.send(statement);
  }
}
