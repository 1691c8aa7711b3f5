import { isConnectionError, isRetryable, isStaleStatement } from '#persistence';
import { DataKeyError } from './vault/vault.js';

/** Trouble of the database or of the keys, and not of what is decided or written: it passes. A key nobody can use is no command's fault. */
export function isInstallationTrouble(error: unknown): boolean {
  return isConnectionError(error) || isRetryable(error) || isStaleStatement(error) || error instanceof DataKeyError;
}
