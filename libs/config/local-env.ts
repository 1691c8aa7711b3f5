import { resolve } from 'node:path';
import { z } from 'zod';
import { EnvironmentError, type Variables, wholeNumber } from './env.js';

const localSchema = z.object({
  DATA_DIR: z.string().min(1).default('.data'),
  PORT: wholeNumber(1, 65_535).optional(),
  TEMPORAL_ADDRESS: z.string().regex(/^[^/]+:\d+$/, 'must be host:port').optional(),
  TEMPORAL_NAMESPACE: z.string().min(1).default('dunghan'),
  TEMPORAL_BINARY: z.string().min(1).optional(),
  PRACTICE_SIZE: wholeNumber(1, 100_000).default(3_000),
  PRACTICE_SEED: wholeNumber(0).default(7),
  WAL_DIR: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
});

/** What the one-command stack was told. */
export type LocalEnvironment = {
  readonly dataDir: string;
  /** The API's port; absent: the usual one if it is free, else one the operating system gives. */
  readonly port: number | undefined;
  /** A Temporal server that already runs; absent: the stack starts its own from `temporalBinary`. */
  readonly temporalAddress: string | undefined;
  readonly temporalNamespace: string;
  readonly temporalBinary: string | undefined;
  /** Folder the database server keeps its log in for restores; absent: `wal` in the data folder. */
  readonly walDir: string | undefined;
  readonly logLevel: string;
  /** Dossiers of the practice data, and what they are drawn from. */
  readonly practiceSize: number;
  readonly practiceSeed: number;
  /** What child processes inherit beside their own settings: search path, home, code style. */
  readonly inherited: Variables;
};

/**
 * Reads the environment of the one-command stack.
 * @throws EnvironmentError with every problem at once, also when neither a running Temporal server nor its program is known.
 */
export function readLocalEnvironment(variables: Variables = process.env): LocalEnvironment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = localSchema.safeParse(given);
  if (!parsed.success) {
    throw new EnvironmentError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const { data } = parsed;
  if (data.TEMPORAL_ADDRESS === undefined && data.TEMPORAL_BINARY === undefined) {
    throw new EnvironmentError(['TEMPORAL_BINARY or TEMPORAL_ADDRESS: one must be set; npm start finds the program itself']);
  }
  const inherited = Object.fromEntries(
    ['PATH', 'HOME', 'USER', 'LANG', 'TZ', 'TMPDIR', 'DOSSIER_CODE_STYLE'].flatMap((name) => {
      const value = variables[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return Object.freeze({
    dataDir: data.DATA_DIR,
    port: data.PORT,
    temporalAddress: data.TEMPORAL_ADDRESS,
    temporalNamespace: data.TEMPORAL_NAMESPACE,
    temporalBinary: data.TEMPORAL_BINARY,
    walDir: data.WAL_DIR === undefined ? undefined : resolve(data.WAL_DIR),
    logLevel: data.LOG_LEVEL,
    practiceSize: data.PRACTICE_SIZE,
    practiceSeed: data.PRACTICE_SEED,
    inherited,
  });
}
