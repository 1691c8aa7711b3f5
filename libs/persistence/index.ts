export { CopyRows, type CopyValue } from './copy.js';
export { type Database, type DatabaseOptions, dataSourceOf, isConnectionError, isRetryable, isUniqueViolation, openDatabase, type Transaction } from './database.js';
export { findPendingMigrations, type MigrationReport, runMigrations } from './migrate.js';
