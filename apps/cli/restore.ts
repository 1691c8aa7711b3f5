import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readEnvironment, readMigrationDatabaseUrl, readSuperuserDatabaseUrl } from '#config';
import { type Instant, parseInstant } from '#domain';
import { closeEngine, type Gaps, noteLostErasures, openEngine, systemClock } from '#service';
import { BackupError, checkBackup } from './backup/backup-manifest.js';
import { PassphraseError } from './backup/wrapped-keys.js';
import { findInstallation } from './installation.js';
import { completeRestore } from './restore/complete.js';
import { layOut } from './restore/lay-out.js';
import { withFormerDatabase } from './restore/former-database.js';
import { restoreLocally } from './restore/local-restore.js';
import { describeCompleted, describeProtocol, tableOfProtocol } from './restore/protocol.js';
import { UsageError } from './usage.js';

const USAGE = `npm run restore -- --from BACKUP --data-dir NEW_FOLDER [--to-time 2026-08-19T09:00:00+07:00] [--wal FOLDER]… [--roots FOLDER]… [--files FOLDER]… [--secrets FILE | --passphrase-file FILE]
    restores the one-command stack into a new data folder, up to an instant or as far as the log reaches, and completes it: DATA_DIR=NEW_FOLDER npm start goes on with it
npm run restore -- files --from BACKUP --pgdata NEW_FOLDER --restore-command COMMAND [--to-time INSTANT]
    lays the cluster of a backup out for a PostgreSQL server of your own, which goes to the instant when it is started
npm run restore -- complete --from BACKUP [--to-time INSTANT] [--roots FOLDER]…
    completes it on the server, started alone: DATABASE_URL and what goes with it, MIGRATION_DATABASE_URL, SUPERUSER_DATABASE_URL
npm run restore -- protocol [--csv]
    every restore, the ranges it passed over and what was found to be known outside and not here
npm run restore -- erasures --former DATA_DIR | --former-database URL
    lists, from the database from before, the erasures of personal data decided after the instant, which the restore has undone: its data folder, stopped, or a server that serves it alone
Codes and document numbers given after the instant are passed over: --code-gap 500 in each series of a desk, --number-gap 100 in each of documents, unless told otherwise`;

const OPTIONS = {
  from: { type: 'string' },
  'data-dir': { type: 'string' },
  'to-time': { type: 'string' },
  wal: { type: 'string', multiple: true },
  roots: { type: 'string', multiple: true },
  files: { type: 'string', multiple: true },
  secrets: { type: 'string' },
  'passphrase-file': { type: 'string' },
  'code-gap': { type: 'string', default: '500' },
  'number-gap': { type: 'string', default: '100' },
  pgdata: { type: 'string' },
  'restore-command': { type: 'string' },
  former: { type: 'string' },
  'former-database': { type: 'string' },
  csv: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Restores, completes a restore, or tells the protocol. Resolves to the exit code. */
export async function restore(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  const [action = 'stack', ...more] = positionals;
  const work = ACTIONS[action];
  if (values.help || work === undefined || more.length > 0) {
    if (!values.help) throw new UsageError(USAGE);
    say(USAGE);
    return 0;
  }
  try {
    await work(values);
    return 0;
  } catch (error) {
    if (!(error instanceof BackupError || error instanceof PassphraseError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

const ACTIONS: Readonly<Record<string, (values: Values) => Promise<void>>> = { stack, files, complete, protocol, erasures };

async function stack(values: Values): Promise<void> {
  const to = instantOf(values);
  const completed = await restoreLocally(
    {
      from: resolve(needed(values, 'from')),
      dataDir: resolve(needed(values, 'data-dir')),
      ...(to === undefined ? {} : { to }),
      wal: values.wal ?? [],
      roots: values.roots ?? [],
      files: values.files ?? [],
      ...(values.secrets === undefined ? {} : { secrets: values.secrets }),
      ...(values['passphrase-file'] === undefined ? {} : { passphrase: (await readFile(values['passphrase-file'], 'utf8')).trim() }),
      gaps: gapsOf(values),
    },
    say,
  );
  process.stdout.write(describeCompleted(completed));
}

async function files(values: Values): Promise<void> {
  const from = resolve(needed(values, 'from'));
  const [to, manifest] = [instantOf(values), await checkBackup(from)];
  await layOut(from, resolve(needed(values, 'pgdata')), { ...(to === undefined ? {} : { to: new Date(to) }), restoreCommand: needed(values, 'restore-command') });
  say(`${manifest.name} is laid out. Start PostgreSQL ${manifest.postgres} on it alone, and then npm run restore -- complete: until then it refuses writes`);
}

async function complete(values: Values): Promise<void> {
  const manifest = await checkBackup(resolve(needed(values, 'from')));
  const { databaseUrl, masterKey, sealSigningKey, codeStyle, rootsDir, filesDir, filesStorage } = readEnvironment();
  const to = instantOf(values);
  const completed = await completeRestore(
    {
      superuserUrl: readSuperuserDatabaseUrl(),
      ownerUrl: readMigrationDatabaseUrl(),
      databaseUrl,
      masterKey,
      sealSigningKey,
      codeStyle,
      roots: [resolve(needed(values, 'from'), 'roots'), rootsDir, ...(values.roots ?? [])],
      ...(filesStorage === undefined ? { filesDir } : {}),
    },
    { backup: manifest.name, ...(to === undefined ? {} : { targetAt: to }), gaps: gapsOf(values) },
    say,
  );
  process.stdout.write(describeCompleted(completed));
}

async function protocol({ csv }: Values): Promise<void> {
  const { databaseUrl, masterKey } = await findInstallation();
  const engine = await openEngine({ databaseUrl, masterKey, applicationName: 'dunghan-restore', poolSize: 1 });
  try {
    process.stdout.write(await (csv ? tableOfProtocol : describeProtocol)(engine));
  } finally {
    await closeEngine(engine);
  }
}

async function erasures({ former, 'former-database': url }: Values): Promise<void> {
  if ((former === undefined) === (url === undefined)) throw new UsageError(`Either --former or --former-database is needed\n${USAGE}`);
  const { databaseUrl, masterKey } = await findInstallation();
  const engine = await openEngine({ databaseUrl, masterKey, applicationName: 'dunghan-restore', poolSize: 1 });
  try {
    const found = await withFormerDatabase(url === undefined ? { dataDir: resolve(former ?? '') } : { url }, (read) => noteLostErasures(engine, read, systemClock.now()));
    say(found === undefined ? 'This installation was never restored' : `${String(found)} erasures were undone by the restore; which, tells npm run restore -- protocol. Each is proposed and approved again by two persons signed in`);
  } finally {
    await closeEngine(engine);
  }
}

function needed(values: Values, name: 'from' | 'data-dir' | 'pgdata' | 'restore-command'): string {
  const value = values[name];
  if (value === undefined) throw new UsageError(`--${name} is needed\n${USAGE}`);
  return value;
}

function instantOf({ 'to-time': text }: Values): Instant | undefined {
  if (text === undefined) return undefined;
  try {
    return parseInstant(text);
  } catch {
    throw new UsageError(`--to-time is an instant with its offset, such as 2026-08-19T09:00:00+07:00; ${text} is not`);
  }
}

function gapsOf(values: Values): Gaps {
  const [codes, numbers] = [Number(values['code-gap']), Number(values['number-gap'])];
  if (![codes, numbers].every((gap) => Number.isInteger(gap) && gap >= 1 && gap <= 9_000)) throw new UsageError('--code-gap and --number-gap are whole numbers from 1 to 9000');
  return { codes, numbers };
}
