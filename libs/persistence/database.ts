import pg from 'pg';
import { inSpan } from '#tracing';
import { batchingSocket } from './batching-socket.js';
import { beginWithin, type Reach, type RowScope } from './row-scope.js';
import { Session } from './session.js';
import { StatementNames } from './statement-names.js';
import type { BulkTransaction, Statements, Transaction } from './transaction.js';

// Instants are bigint columns of epoch milliseconds, far below 2^53: a number is exact and arithmetic stays arithmetic.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** The application's connections. */
export interface Database {
  /**
   * Runs `work` in one READ COMMITTED transaction; commits when it returns, rolls back when it throws.
   * @param name what it is called in a trace, which never shows its statements
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>, name?: string): Promise<T>;
  /** As `transaction`, on a connection that can COPY. */
  bulk<T>(work: (tx: BulkTransaction) => Promise<T>, name?: string): Promise<T>;
  /** Statements that need no transaction of their own. */
  readonly read: Statements;
  /** The same connections as somebody within a scope sees the database: no row beyond it, and nothing can be written. */
  within(scope: RowScope): Database;
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
  try {
    await withSession(pool, names, (on) => on.rows('SELECT 1'));
  } catch (error) {
    await close();
    throw error;
  }
  const readerNames: Readonly<Record<Reach, StatementNames>> = { province: new StatementNames('p'), agencies: new StatementNames('a'), dossier: new StatementNames('d') };
  return databaseOver({ pool, bulkPool, names, readerNames, close });
}

/** Connections, and the names under which statements are prepared on them: the application's, and those of each kind of reader. */
interface Pools {
  readonly pool: pg.Pool;
  readonly bulkPool: pg.Pool;
  readonly names: StatementNames;
  readonly readerNames: Readonly<Record<Reach, StatementNames>>;
  readonly close: () => Promise<void>;
}

function databaseOver(pools: Pools): Database {
  const { pool, bulkPool, names, close } = pools;
  const alone = <T>(work: (on: Statements) => Promise<T>): Promise<T> => withSession(pool, names, work);
  return {
    transaction: (work, name) => inSpan(spanOf(name), {}, () => withSession(pool, names, (session) => session.transaction(work))),
    bulk: (work, name) => inSpan(spanOf(name), {}, () => withSession(bulkPool, names, (session) => session.transaction(work))),
    read: statementsBy(alone),
    within: (scope) => readerOver(pools, scope),
    close,
  };
}

function readerOver(pools: Pools, scope: RowScope): Database {
  const { pool, bulkPool, close } = pools;
  const names = pools.readerNames[scope.reach];
  const begin = beginWithin(scope);
  const alone = <T>(work: (on: Statements) => Promise<T>): Promise<T> => withSession(pool, names, (session) => session.alone(begin, () => work(session)));
  return {
    transaction: (work, name) => inSpan(spanOf(name), {}, () => withSession(pool, names, (session) => session.transaction(work, begin))),
    bulk: (work, name) => inSpan(spanOf(name), {}, () => withSession(bulkPool, names, (session) => session.transaction(work, begin))),
    read: statementsBy(alone),
    within: (narrower) => readerOver(pools, narrower),
    close,
  };
}

function statementsBy(alone: <T>(work: (on: Statements) => Promise<T>) => Promise<T>): Statements {
  return {
    rows: (sql, parameters) => alone((on) => on.rows(sql, parameters)),
    first: (sql, parameters) => alone((on) => on.first(sql, parameters)),
    run: (sql, parameters) => alone((on) => on.run(sql, parameters)),
  };
}

function spanOf(name: string | undefined): string {
  return name === undefined ? 'transaction' : `transaction ${name}`;
}

/** Workers for a union of short index scans take longer to start than the scans; PostgreSQL guesses those of cells to be long. */
const PLANNING = '-c enable_parallel_append=off';

function poolOf(options: DatabaseOptions, pipeline: boolean): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize ?? DEFAULT_POOL_SIZE,
    application_name: options.applicationName ?? 'dunghan',
    options: PLANNING,
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

async function withSession<T>(pool: pg.Pool, names: StatementNames, work: (session: Session) => Promise<T>): Promise<T> {
  const session = new Session(await pool.connect(), names);
  try {
    return await work(session);
  } finally {
    session.release();
  }
}
