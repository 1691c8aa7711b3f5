import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { CITIZEN_SHAPE, CITIZEN_VARIABLES, type CitizenField, citizenSignIn, type CitizenSignInSettings, halfToldCitizens } from './citizen-sign-in.js';
import { filesStorage, type FilesStorage, halfToldStorage, STORAGE_SHAPE, STORAGE_VARIABLES, type StorageField } from './files-storage.js';
import { key32 } from './key32.js';
import { halfToldPortal, PORTAL_SHAPE, PORTAL_VARIABLES, type PortalField, type PortalWay, portalWay } from './portal-way.js';
import { halfToldWays, type LetterWays, lettersWays, WAY_SHAPE, WAY_VARIABLES, type WayField } from './letter-ways.js';
import { httpUrl } from './told-whole.js';

/** What one process was told by its surroundings, checked, with defaults filled in, and frozen. Durations are milliseconds. */
export type Environment = Readonly<Omit<z.output<typeof environmentSchema>, StorageField | WayField | PortalField | CitizenField>> & FilesStorage & LetterWays & PortalWay & {
  /** Where citizens sign in to open letters of their dossiers; absent: they cannot. */
  readonly citizenSignIn: CitizenSignInSettings | undefined;
  /** Folder of the scans and results that belong to dossiers, unless they lie in a storage. */
  readonly filesDir: string;
  /** Folder of the signed daily roots of the ledger, to be copied where nobody who can write the database can write. */
  readonly rootsDir: string;
};

/** Thrown when the surroundings are unusable: lists every variable at fault and what it should hold. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';

  constructor(readonly problems: readonly string[]) {
    super(`The environment cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** The variables as the operating system hands them over. */
export type Variables = Readonly<Record<string, string | undefined>>;

const DEVELOPMENT_MASTER_KEY = Buffer.from('dung-han development master key!').toString('base64');
const DEVELOPMENT_SEAL_KEY = Buffer.from('dung-han development sealing key').toString('base64');
const DEVELOPMENT_DEFAULTS: Variables = {
  DATABASE_URL: 'postgres://dunghan_app@127.0.0.1:5432/dunghan',
  MASTER_KEY: DEVELOPMENT_MASTER_KEY,
  SEAL_SIGNING_KEY: DEVELOPMENT_SEAL_KEY,
  OIDC_ISSUER: 'http://127.0.0.1:4000',
  OIDC_JWKS_URL: 'http://127.0.0.1:4000/jwks',
};

/** A variable that holds a whole number within bounds, both included. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): z.ZodCoercedNumber {
  const said = most === Number.MAX_SAFE_INTEGER ? `must be a whole number, ${String(least)} or more` : `must be a whole number from ${String(least)} to ${String(most)}`;
  return z.coerce.number(said).int(said).min(least, said).max(most, said);
}

const portNumber = wholeNumber(0, 65_535);
const milliseconds = wholeNumber(0);
const zeroOrOne = z.enum(['0', '1'], 'must be 0 or 1').default('0').transform((text) => text === '1');
const postgresUrl = z.string('must be set').regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address');

/** An address, or one with the length of a network's prefix. */
function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  return version !== 0 && rest.length === 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128)));
}

const environmentSchema = z.object({
  /** `development` allows the default secrets and the issue of demo tokens; anything not told is `production`. */
  mode: z.enum(['development', 'production']),
  /** PostgreSQL as the application's role, which may not alter tables. */
  databaseUrl: postgresUrl,
  /** PostgreSQL as the role that owns the tables; only migrations use it. */
  migrationDatabaseUrl: postgresUrl.optional(),
  temporalAddress: z.string().regex(/^[^/]+:\d+$/, 'must be host:port').default('127.0.0.1:7233'),
  temporalNamespace: z.string().min(1).default('dunghan'),
  /** Where the API listens; port 0 lets the operating system choose. */
  port: portNumber.default(3000),
  host: z.string().min(1).default('127.0.0.1'),
  /** Address under which the public finds the pages of this installation, for the links on slips; absent: slips bear none. */
  publicUrl: httpUrl.optional(),
  /** Addresses and networks of proxies whose word about a caller's address is taken; none: the connection's own address is the caller's. */
  trustedProxies: z
    .string()
    .default('')
    .transform((text) => text.split(',').map((part) => part.trim()).filter((part) => part !== ''))
    .refine((parts) => parts.every(isNetwork), 'must be addresses or networks such as 10.0.0.0/8, with commas between'),
  dataDir: z.string().min(1).default('.data'),
  filesDir: z.string().min(1).optional(),
  rootsDir: z.string().min(1).optional(),
  ...STORAGE_SHAPE,
  /** 32 bytes that wrap the data keys of personal records. */
  masterKey: key32,
  /** The other master key accepted while one replaces another (docs/runbook.md); absent at all other times. */
  masterKeyOther: key32.optional(),
  /** 32 bytes, the Ed25519 seed that signs the last seal of a day. */
  sealSigningKey: key32,
  /** Folder of the keys letters are signed with digitally; absent: they are signed by hand. */
  letterSigningDir: z.string().min(1).optional(),
  letterSigningPassphrase: z.string().default(''),
  /** Whether a letter signed under authority may leave without a digital signature where there is no key for its agency. */
  letterSigning: z.enum(['if-possible', 'demanded']).default('if-possible'),
  oidcIssuer: httpUrl,
  oidcAudience: z.string().min(1).default('dung-han'),
  oidcJwksUrl: httpUrl,
  /** How the web application is named at the sign-in service. */
  oidcWebClientId: z.string().min(1).default('dung-han-web'),
  /** `1` where everything of the installation is invented: pages and prints say so. */
  practice: zeroOrOne,
  /** Spread of the wakes that record lateness; the recorded instant is always the due one. */
  latenessSpreadMs: milliseconds.default(60_000),
  /** Largest difference between the clocks of processes and database that is tolerated. */
  clockSkewMs: milliseconds.default(5_000),
  /** Commands one dossier may have waiting undecided before the API refuses more of them. */
  inboxLimit: wholeNumber(1).default(100),
  /** How long the API waits for a command's outcome before it answers 202. */
  inlineDeadlineMs: milliseconds.default(1_500),
  maxCachedWorkflows: wholeNumber(10).default(1_000),
  /** `1` where Temporal gives tasks only to workers of the version it was told is current (docs/history-compat.md). */
  workerVersioning: zeroOrOne,
  /** Port of the process's own metrics (worker, relay); absent: none are served. */
  metricsPort: portNumber.optional(),
  /** Port of what a worker's runtime says of itself, for the other one is Temporal's; absent: it is not served. */
  processMetricsPort: portNumber.optional(),
  /** Days a what-if request is kept after it was computed. */
  whatIfKeepDays: wholeNumber(1, 3_650).default(30),
  /** How dossier codes are written: per unit and day, or with seven digits through the year. Codes given stay as they are. */
  codeStyle: z.enum(['tt01-2018', 'seven-digit-2026']).default('tt01-2018'),
  /** Base address of an OpenTelemetry collector; absent: nothing is traced. */
  otlpEndpoint: httpUrl.optional(),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  ...WAY_SHAPE,
  ...PORTAL_SHAPE,
  ...CITIZEN_SHAPE,
});

const VARIABLE_OF: Readonly<Record<keyof typeof environmentSchema.shape, string>> = {
  mode: 'DUNGHAN_ENV',
  databaseUrl: 'DATABASE_URL',
  migrationDatabaseUrl: 'MIGRATION_DATABASE_URL',
  temporalAddress: 'TEMPORAL_ADDRESS',
  temporalNamespace: 'TEMPORAL_NAMESPACE',
  port: 'PORT',
  host: 'HOST',
  publicUrl: 'PUBLIC_URL',
  trustedProxies: 'TRUSTED_PROXIES',
  dataDir: 'DATA_DIR',
  filesDir: 'FILES_DIR',
  rootsDir: 'ROOTS_DIR',
  ...STORAGE_VARIABLES,
  masterKey: 'MASTER_KEY',
  masterKeyOther: 'MASTER_KEY_OTHER',
  sealSigningKey: 'SEAL_SIGNING_KEY',
  letterSigningDir: 'LETTER_SIGNING_DIR',
  letterSigningPassphrase: 'LETTER_SIGNING_PASSPHRASE',
  letterSigning: 'LETTER_SIGNING',
  oidcIssuer: 'OIDC_ISSUER',
  oidcAudience: 'OIDC_AUDIENCE',
  oidcJwksUrl: 'OIDC_JWKS_URL',
  oidcWebClientId: 'OIDC_WEB_CLIENT_ID',
  practice: 'PRACTICE',
  latenessSpreadMs: 'LATENESS_SPREAD_MS',
  clockSkewMs: 'CLOCK_SKEW_MS',
  inboxLimit: 'INBOX_LIMIT',
  inlineDeadlineMs: 'INLINE_DEADLINE_MS',
  maxCachedWorkflows: 'MAX_CACHED_WORKFLOWS',
  workerVersioning: 'WORKER_VERSIONING',
  metricsPort: 'METRICS_PORT',
  processMetricsPort: 'PROCESS_METRICS_PORT',
  whatIfKeepDays: 'WHAT_IF_KEEP_DAYS',
  codeStyle: 'DOSSIER_CODE_STYLE',
  otlpEndpoint: 'OTEL_EXPORTER_OTLP_ENDPOINT',
  logLevel: 'LOG_LEVEL',
  ...WAY_VARIABLES,
  ...PORTAL_VARIABLES,
  ...CITIZEN_VARIABLES,
};

/**
 * Reads and checks the environment of a process. Any variable may instead be given as `NAME_FILE`, the path of a file
 * that holds it (so container secrets work). Outside development nothing secret has a default, and the development
 * secrets are refused.
 * @throws EnvironmentError with every problem at once.
 */
export function readEnvironment(variables: Variables = process.env): Environment {
  const problems: string[] = [];
  const mode = modeOf(variables);
  const given: Record<string, string | undefined> = {};
  for (const [field, name] of Object.entries(VARIABLE_OF)) {
    const value = field === 'mode' ? mode : lookUp(variables, name, problems);
    given[field] = value ?? (mode === 'development' ? DEVELOPMENT_DEFAULTS[name] : undefined);
  }
  if (mode !== 'development') problems.push(...developmentValues(given));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      problems.push(`${variableNamed(issue.path[0])}: ${issue.message}`);
    }
  }
  problems.push(...halfToldStorage(given), ...halfToldWays(given, mode), ...halfToldPortal(given, mode), ...halfToldCitizens(given));
  if (given['letterSigning'] === 'demanded' && given['letterSigningDir'] === undefined) problems.push('LETTER_SIGNING_DIR: must be set where LETTER_SIGNING is demanded');
  if (parsed.success && parsed.data.citizenOidcAudience === parsed.data.oidcAudience) problems.push('CITIZEN_OIDC_AUDIENCE: must be another than OIDC_AUDIENCE, or a token of one would pass for one of the other');
  if (!parsed.success || problems.length > 0) throw new EnvironmentError(problems);
  const { filesS3Endpoint, filesS3Bucket, filesS3Region, filesS3AccessKey, filesS3SecretKey, smtpUrl, mailFrom, messageGatewayUrl, messageGatewayToken, portalUrl, portalToken, citizenOidcIssuer, citizenOidcJwksUrl, citizenOidcAudience, citizenOidcClientId, citizenOidcIdentityClaim, ...data } = parsed.data;
  return Object.freeze({
    ...data,
    filesDir: data.filesDir ?? join(data.dataDir, 'files'),
    rootsDir: data.rootsDir ?? join(data.dataDir, 'roots'),
    ...lettersWays({ smtpUrl, mailFrom, messageGatewayUrl, messageGatewayToken }),
    ...portalWay({ portalUrl, portalToken }),
    ...citizenSignIn({ citizenOidcIssuer, citizenOidcJwksUrl, citizenOidcAudience, citizenOidcClientId, citizenOidcIdentityClaim }),
    ...filesStorage({ filesS3Endpoint, filesS3Bucket, filesS3Region, filesS3AccessKey, filesS3SecretKey }),
  });
}

/** Whether the variables say which database to work on. */
export function namesInstallation(variables: Variables = process.env): boolean {
  return [variables['DATABASE_URL'], variables['DATABASE_URL_FILE']].some((value) => value !== undefined && value !== '');
}

/**
 * The one address migrations need, as the role that owns the tables (`MIGRATION_DATABASE_URL` or its `_FILE`).
 * @throws EnvironmentError when it is missing or no PostgreSQL address.
 */
export function readMigrationDatabaseUrl(variables: Variables = process.env): string {
  return readAddress(variables, 'MIGRATION_DATABASE_URL');
}

/**
 * The address backups and restores need, as the server's superuser (`SUPERUSER_DATABASE_URL` or its `_FILE`).
 * @throws EnvironmentError when it is missing or no PostgreSQL address.
 */
export function readSuperuserDatabaseUrl(variables: Variables = process.env): string {
  return readAddress(variables, 'SUPERUSER_DATABASE_URL');
}

function readAddress(variables: Variables, name: string): string {
  const problems: string[] = [];
  const parsed = postgresUrl.safeParse(lookUp(variables, name, problems));
  if (!parsed.success) problems.push(`${name}: ${parsed.error.issues[0]?.message ?? 'must be set'}`);
  if (!parsed.success || problems.length > 0) throw new EnvironmentError(problems);
  return parsed.data;
}

function modeOf(variables: Variables): string {
  if (variables['DUNGHAN_ENV'] !== undefined && variables['DUNGHAN_ENV'] !== '') return variables['DUNGHAN_ENV'];
  return variables['NODE_ENV'] === 'development' || variables['NODE_ENV'] === 'test' ? 'development' : 'production';
}

function lookUp(variables: Variables, name: string, problems: string[]): string | undefined {
  const direct = variables[name] === '' ? undefined : variables[name];
  const file = variables[`${name}_FILE`];
  if (file === undefined || file === '') return direct;
  if (direct !== undefined) {
    problems.push(`${name} and ${name}_FILE are both set: keep one of them`);
    return direct;
  }
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    problems.push(`${name}_FILE: ${file} cannot be read (${error instanceof Error ? error.message : String(error)})`);
    return undefined;
  }
}

/** Everybody knows what development starts with: its keys, whatever they are given for, its own sign-in service, a database without a password. */
function developmentValues(given: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(VARIABLE_OF).flatMap(([field, name]) => {
    const value = given[field];
    const isKey = [DEVELOPMENT_MASTER_KEY, DEVELOPMENT_SEAL_KEY].some((key) => key === value);
    return value !== undefined && (isKey || value === DEVELOPMENT_DEFAULTS[name]) ? [`${name}: the development ${isKey ? 'key' : 'value'} is refused here`] : [];
  });
}

function variableNamed(field: PropertyKey | undefined): string {
  return Object.entries(VARIABLE_OF).find(([name]) => name === field)?.[1] ?? String(field);
}
