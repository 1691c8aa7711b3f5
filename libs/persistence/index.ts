export { CopyRows, type CopyValue } from './copy.js';
export { type Database, type DatabaseOptions, openDatabase } from './database.js';
export { isConnectionError, isLockTimeout, isRetryable, isStaleStatement, isUniqueViolation } from './errors.js';
export { JoinedWrites } from './joined-writes.js';
export { findPendingMigrations, type MigrationReport, readProjectionVersion, runMigrations } from './migrate.js';
export type { RowScope } from './row-scope.js';
export type { BulkTransaction, Statements, Transaction } from './transaction.js';
