import type { Clock, Engine, FileStore, LetterPorts } from '#service';
import type { WorkflowGateway } from '../dispatch/gateway.js';
import type { CitizenIdentitySettings } from './identity/citizen-verifier.js';
import type { IdentitySettings } from './identity/token-check.js';

/** What the API needs of the way to the workflows. None of it throws because Temporal is away. */
export type DossierGateway = Pick<WorkflowGateway, 'deliver' | 'start' | 'nudgeCase' | 'health'>;

/** What one API process is told beside what it works with. */
export interface ApiSettings {
  readonly host: string;
  /** 0 lets the operating system choose. */
  readonly port: number;
  readonly identity: IdentitySettings;
  /** Where citizens sign in to open letters of their dossiers; absent: they cannot. */
  readonly citizens?: CitizenIdentitySettings;
  /** How the web application is named at the sign-in service. */
  readonly webClientId: string;
  /** Folder of the built web application; absent: only the API answers. */
  readonly webFolder?: string;
  /** Everything of this installation is invented. */
  readonly practice: boolean;
  /** How long a command's outcome is waited for before 202 is answered. */
  readonly inlineDeadlineMs: number;
  /** Workflows of new dossiers this process starts by itself in a second; the relay starts the rest. */
  readonly startsPerSecond: number;
  /** Difference between this process's clock and the database's that is tolerated. */
  readonly clockSkewMs: number;
  /** Addresses and networks of proxies whose word about a caller's address is taken; absent: nobody's. */
  readonly trustedProxies?: readonly string[];
  /** How long a request may take to arrive whole; absent: the usual minute. */
  readonly requestTimeoutMs?: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
}

/** What an API works with; whoever starts it opens and closes these. */
export interface ApiParts {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly gateway: DossierGateway;
  /** Where contents of files lie. */
  readonly files: FileStore;
  /** The ways out of the house for one-time codes; absent: none is sent. */
  readonly ways?: LetterPorts;
  readonly settings: ApiSettings;
}

/** Injection token of the `Engine`. */
export const ENGINE = Symbol('engine');
/** Injection token of the `Clock`. */
export const CLOCK = Symbol('clock');
/** Injection token of the `DossierGateway`. */
export const GATEWAY = Symbol('gateway');
/** Injection token of the `FileStore`. */
export const FILES = Symbol('files');
/** Injection token of the `LetterPorts`. */
export const WAYS = Symbol('ways out');
/** Injection token of the `ApiSettings`. */
export const SETTINGS = Symbol('settings');
/** Injection token of the `CitizenVerifier`, `undefined` where citizens cannot sign in. */
export const CITIZEN_VERIFIER = Symbol('citizen verifier');
/** Injection token of the `TokenVerifier`. */
export const TOKEN_VERIFIER = Symbol('token verifier');
