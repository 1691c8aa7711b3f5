import type { Clock, Engine, FileStore } from '#service';
import type { WorkflowGateway } from '../dispatch/gateway.js';
import type { IdentitySettings } from './identity/token-verifier.js';

/** What the API needs of the way to the workflows. None of it throws because Temporal is away. */
export type DossierGateway = Pick<WorkflowGateway, 'deliver' | 'start' | 'health'>;

/** What one API process is told beside what it works with. */
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

/** What an API works with; whoever starts it opens and closes these. */
export interface ApiParts {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly gateway: DossierGateway;
  /** Where contents of files lie. */
  readonly files: FileStore;
  readonly settings: ApiSettings;
}

/** Injection tokens of everything in the API's module that is not a class of its own. */
export const ENGINE = Symbol('engine');
export const CLOCK = Symbol('clock');
export const GATEWAY = Symbol('gateway');
export const FILES = Symbol('files');
export const SETTINGS = Symbol('settings');
export const TOKEN_VERIFIER = Symbol('token verifier');
