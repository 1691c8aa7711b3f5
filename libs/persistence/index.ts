export { CopyRows, type CopyValue } from './copy.js';
export { type BulkTransaction, type Database, type DatabaseOptions, openDatabase, type Statements, type Transaction } from './database.js';
export { isConnectionError, isRetryable, isUniqueViolation } from './errors.js';
export { JoinedWrites } from './joined-writes.js';
export { findPendingMigrations, type MigrationReport, runMigrations } from './migrate.js';
