export { type Database, type DatabaseOptions, dataSourceOf, isConnectionError, isRetryable, openDatabase, type Transaction } from './database.js';
