/**
 * SQLSTATE classes and codes that tell of the server and not of the statement: connection, resources, operator (shutdown,
 * cancelled statement), system, locks not got in time, and sessions ended or read-only after a fail-over.
 */
const SERVER_STATES = /^(08|53|57|58)...$|^(55P03|25P03|25P04|25006)$/;
const SOCKET_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH',
]);
const BROKEN_OFF = /Connection terminated|timeout exceeded when trying to connect|connection timeout|and is not queryable/i;

/** True when an error means that PostgreSQL could not be reached or broke off, so that trying again later is right. */
export function isConnectionError(error: unknown): boolean {
  const message = error instanceof Error ? error.message : '';
  return SERVER_STATES.test(codeOf(error)) || SOCKET_CODES.has(codeOf(error)) || BROKEN_OFF.test(message);
}

/** True when a row broke a unique constraint: somebody else wrote it first. */
export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === '23505';
}

/** True when a lock was not got within the time a transaction set itself, or not at once where it asked for that. */
export function isLockTimeout(error: unknown): boolean {
  return codeOf(error) === '55P03';
}

/** True for serialisation failures and deadlocks: the same work may succeed when simply run again. */
export function isRetryable(error: unknown): boolean {
  return codeOf(error) === '40001' || codeOf(error) === '40P01';
}

/**
 * True when a prepared statement no longer fits its tables, which a migration changed under it, or is gone from its
 * connection: another connection prepares it anew, so trying again is right.
 */
export function isStaleStatement(error: unknown): boolean {
  return codeOf(error) === '26000' || (codeOf(error) === '0A000' && error instanceof Error && error.message.includes('cached plan'));
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
