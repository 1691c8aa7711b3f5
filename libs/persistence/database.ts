import pg from 'pg';
import { batchingSocket } from './batching-socket.js';
import { copyInto, type CopyRows } from './copy.js';
import { isConnectionError, isStaleStatement } from './errors.js';
import { rollBack, Savepoints } from './savepoints.js';
import { StatementNames } from './statement-names.js';

// Instants are bigint columns of epoch milliseconds, far below 2^53: a number is exact and arithmetic stays arithmetic.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

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
 * called together and awaited together. Every statement must be awaited by the work: one that failed fails the commit.
 */
export interface Transaction extends Statements {
  /**
   * Runs `work` behind a savepoint: when it throws, everything it did is rolled back and the error is thrown on, while the
   * transaction itself stays usable.
   */
  attempt<T>(work: () => Promise<T>): Promise<T>;
}

/** A transaction for thousands of rows at once: one statement at a time, and COPY beside them. */
export interface BulkTransaction extends Transaction {
  /** Streams rows into a table by COPY; returns how many there were. */
  copy(table: string, columns: readonly string[], rows: CopyRows): Promise<number>;
}

/** The application's connections. */
export interface Database {
  /** Runs `work` in one READ COMMITTED transaction; commits when it returns, rolls back when it throws. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** As `transaction`, on a connection that can COPY. */
  bulk<T>(work: (tx: BulkTransaction) => Promise<T>): Promise<T>;
  /** Statements that need no transaction of their own. */
  readonly read: Statements;
  close(): Promise<void>;
}

/** How a process reaches its database. */
export interface DatabaseOptions {
  readonly url: string;
  /** Connections this process may hold at once; as many again for `bulk`. */
  readonly poolSize?: number;
  readonly applicationName?: string;
}

const DEFAULT_POOL_SIZE = 10;
const LONGEST_IDLE_TRANSACTION_MS = 60_000;
const CONNECT_WITHIN_MS = 5_000;

/** Connects; throws when PostgreSQL cannot be reached. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const names = new StatementNames();
  const pool = poolOf(options, true);
  // The protocol's COPY cannot share a connection with statements sent ahead of their turn. Connects when first used.
  const bulkPool = poolOf(options, false);
  const close = async (): Promise<void> => {
    await Promise.all([pool.end(), bulkPool.end()]);
  };
  const alone = <T>(work: (on: Statements) => Promise<T>): Promise<T> => withClient(pool, (client) => work(statementsOn(client, names)));
  try {
    await alone((on) => on.rows('SELECT 1'));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    transaction: (work) => withClient(pool, (client) => inTransaction(client, transactionOn(client, names), work)),
    bulk: (work) =>
      withClient(bulkPool, (client) =>
        inTransaction(client, { ...transactionOn(client, names), copy: (table, columns, rows) => copyInto(client, table, columns, rows) }, work),
      ),
    read: {
      rows: (sql, parameters) => alone((on) => on.rows(sql, parameters)),
      first: (sql, parameters) => alone((on) => on.first(sql, parameters)),
      run: (sql, parameters) => alone((on) => on.run(sql, parameters)),
    },
    close,
  };
}

function poolOf(options: DatabaseOptions, pipeline: boolean): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize ?? DEFAULT_POOL_SIZE,
    application_name: options.applicationName ?? 'dunghan',
    idle_in_transaction_session_timeout: LONGEST_IDLE_TRANSACTION_MS,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    pipeline,
    stream: batchingSocket,
  });
  // A connection that breaks while nobody uses it is replaced by the next caller; one that breaks in use fails its statements.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

async function withClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isUsable = true;
  try {
    return await work(client);
  } catch (error) {
    isUsable = !isConnectionError(error) && !isStaleStatement(error);
    throw error;
  } finally {
    client.release(!isUsable || client.getTransactionStatus() !== 'I');
  }
}

async function inTransaction<Tx extends Transaction, T>(client: pg.PoolClient, tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    const [, result] = await Promise.all([client.query('BEGIN ISOLATION LEVEL READ COMMITTED'), work(tx)]);
    const { command } = await client.query('COMMIT');
    // COMMIT of a transaction in which a statement failed rolls back and says so instead of failing.
    if (command !== 'COMMIT') throw new Error('A statement of the transaction failed without being awaited: it was rolled back');
    return result;
  } catch (error) {
    await rollBack(client, 'ROLLBACK');
    throw error;
  }
}

function transactionOn(client: pg.PoolClient, names: StatementNames): Transaction {
  const statements = statementsOn(client, names);
  const savepoints = new Savepoints(client);
  return {
    rows: (sql, parameters) => savepoints.send(() => statements.rows(sql, parameters)),
    first: (sql, parameters) => savepoints.send(() => statements.first(sql, parameters)),
    run: (sql, parameters) => savepoints.send(() => statements.run(sql, parameters)),
    attempt: (work) => savepoints.attempt(work),
  };
}

function statementsOn(client: pg.PoolClient, names: StatementNames): Statements {
  const query = <Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<pg.QueryResult<Row>> =>
    client.query<Row>({ ...names.of(sql), text: sql, values: [...parameters] });
  return {
    rows: async <Row extends object>(sql: string, parameters?: readonly unknown[]) => (await query<Row>(sql, parameters)).rows,
    first: async <Row extends object>(sql: string, parameters?: readonly unknown[]) => (await query<Row>(sql, parameters)).rows[0],
    run: async (sql, parameters) => (await query(sql, parameters)).rowCount ?? 0,
  };
}
