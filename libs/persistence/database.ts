import 'reflect-metadata';
import pg from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { copyInto, type CopyRows } from './copy.js';
import { ENTITIES } from './entities/index.js';
import { CreateLedger1790000000001 } from './migrations/0001-ledger.js';
import { CreateWork1790000000002 } from './migrations/0002-work.js';

// Instants are bigint columns of epoch milliseconds, far below 2^53: a number is exact and arithmetic stays arithmetic.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

const MIGRATIONS = [CreateLedger1790000000001, CreateWork1790000000002];

/** One open database transaction. Nothing of it is visible to others until its work returns. */
export interface Transaction {
  /** Rows of a statement. */
  rows<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]>;
  /** The first row, or `undefined`. */
  first<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row | undefined>;
  /** Runs a statement and returns how many rows it touched. */
  run(sql: string, parameters?: readonly unknown[]): Promise<number>;
  /** Streams rows into a table by COPY, for thousands of them at once; returns how many there were. */
  copy(table: string, columns: readonly string[], rows: CopyRows): Promise<number>;
  /**
   * Runs `work` behind a savepoint: when it throws, everything it did is rolled back and the error is thrown on, while the
   * transaction itself stays usable.
   */
  attempt<T>(work: () => Promise<T>): Promise<T>;
}

/** The application's connection pool. */
export interface Database {
  /** Runs `work` in one READ COMMITTED transaction; commits when it returns, rolls back when it throws. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Statements that need no transaction of their own. */
  readonly read: Pick<Transaction, 'rows' | 'first' | 'run'>;
  /** The TypeORM data source behind it, for entities and schema checks. */
  readonly source: DataSource;
  close(): Promise<void>;
}

/** How a process reaches its database. */
export interface DatabaseOptions {
  readonly url: string;
  /** Connections this process may hold at once. */
  readonly poolSize?: number;
  readonly applicationName?: string;
}

/** A data source with entities and migrations, not yet connected. */
export function dataSourceOf(options: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    entities: [...ENTITIES],
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'each',
    synchronize: false,
    poolSize: options.poolSize ?? 10,
    applicationName: options.applicationName ?? 'dunghan',
    extra: { idle_in_transaction_session_timeout: 60_000, connectionTimeoutMillis: 5_000 },
  });
}

/** Connects; throws when PostgreSQL cannot be reached. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const source = dataSourceOf(options);
  await source.initialize();
  return {
    source,
    transaction: (work) => runTransaction(source, work),
    read: {
      rows: async <Row extends object>(sql: string, parameters?: readonly unknown[]) => withRunner(source, (runner) => rowsOf<Row>(runner, sql, parameters)),
      first: async <Row extends object>(sql: string, parameters?: readonly unknown[]) =>
        withRunner(source, async (runner) => (await rowsOf<Row>(runner, sql, parameters))[0]),
      run: async (sql, parameters) => withRunner(source, (runner) => affectedBy(runner, sql, parameters)),
    },
    close: () => source.destroy(),
  };
}

async function runTransaction<T>(source: DataSource, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return withRunner(source, async (runner) => {
    await runner.startTransaction('READ COMMITTED');
    try {
      const result = await work(transactionOn(runner));
      await runner.commitTransaction();
      return result;
    } catch (error) {
      await rollBack(runner);
      throw error;
    }
  });
}

function transactionOn(runner: QueryRunner): Transaction {
  let savepoints = 0;
  return {
    rows: (sql, parameters) => rowsOf(runner, sql, parameters),
    first: async <Row extends object>(sql: string, parameters?: readonly unknown[]) => (await rowsOf<Row>(runner, sql, parameters))[0],
    run: (sql, parameters) => affectedBy(runner, sql, parameters),
    copy: (table, columns, rows) => copyInto(runner, table, columns, rows),
    attempt: async (work) => {
      savepoints += 1;
      const name = `attempt_${String(savepoints)}`;
      await runner.query(`SAVEPOINT ${name}`);
      try {
        const result = await work();
        await runner.query(`RELEASE SAVEPOINT ${name}`);
        return result;
      } catch (error) {
        await rollBackTo(runner, name);
        throw error;
      }
    },
  };
}

async function rollBack(runner: QueryRunner): Promise<void> {
  try {
    await runner.rollbackTransaction();
  } catch {
    // The connection is gone, and with it the transaction: the first error says why and is the one to report.
    return;
  }
}

async function rollBackTo(runner: QueryRunner, savepoint: string): Promise<void> {
  try {
    await runner.query(`ROLLBACK TO SAVEPOINT ${savepoint}`);
  } catch {
    // As above; and should the connection still stand, PostgreSQL refuses to go on with this transaction.
    return;
  }
}

async function withRunner<T>(source: DataSource, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
  const runner = source.createQueryRunner();
  try {
    return await work(runner);
  } finally {
    await runner.release();
  }
}

async function rowsOf<Row extends object>(runner: QueryRunner, sql: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> {
  const result = await runner.query(sql, [...parameters], true);
  return result.records as readonly Row[];
}

async function affectedBy(runner: QueryRunner, sql: string, parameters: readonly unknown[] = []): Promise<number> {
  const result = await runner.query(sql, [...parameters], true);
  return result.affected ?? 0;
}

/**
 * SQLSTATE classes and codes that tell of the server and not of the statement: connection, resources, operator (shutdown,
 * cancelled statement), system, locks not got in time, and sessions ended or read-only after a fail-over.
 */
const SERVER_STATES = /^(08|53|57|58)...$|^(55P03|25P03|25P04|25006)$/;
const SOCKET_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH',
]);
const BROKEN_OFF = /Connection terminated|timeout exceeded when trying to connect|Connection is not established|Driver not Connected|connection timeout|and is not queryable/i;

/** True when an error means that PostgreSQL could not be reached or broke off, so that trying again later is right. */
export function isConnectionError(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : '';
  return SERVER_STATES.test(code) || SOCKET_CODES.has(code) || BROKEN_OFF.test(message);
}

/** True when a row broke a unique constraint: somebody else wrote it first. */
export function isUniqueViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23505';
}

/** True for serialisation failures and deadlocks: the same work may succeed when simply run again. */
export function isRetryable(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return code === '40001' || code === '40P01';
}
