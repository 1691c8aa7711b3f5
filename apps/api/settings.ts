import type { IdentitySettings } from './identity/token-verifier.js';

/** What one API process is told beside its engine, clock and gateway. */
export interface ApiSettings {
  readonly host: string;
  /** 0 lets the operating system choose. */
  readonly port: number;
  readonly identity: IdentitySettings;
  /** How long a command's outcome is waited for before 202 is answered. */
  readonly inlineDeadlineMs: number;
  /** Difference between this process's clock and the database's that is tolerated. */
  readonly clockSkewMs: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
}
