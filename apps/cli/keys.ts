import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { key32 } from '#config';
import { finishRotation, retireKey, type Retirement, rotateMaster, systemClock } from '#service';
import { openDatabase } from '#persistence';
import { findInstallation, type Installation } from './installation.js';
import { UsageError } from './usage.js';

const USAGE = `npm run keys -- rotate-master --new FILE
    wraps every data key under the master key in FILE (32 bytes in base64) and adds the search index under it, while everything runs
    with both (MASTER_KEY, MASTER_KEY_OTHER); goes on where it was stopped
npm run keys -- finish-rotation
    takes the search index of the former master key away, once everything runs with the new one alone
npm run keys -- retire AGENCY YEAR
    destroys the data key of an agency and a year; refused while anything is still sealed under it`;

const YEAR = /^\d{4}$/;

type Connected = Awaited<ReturnType<typeof openDatabase>>;
type Work = (database: Connected, installation: Installation) => Promise<number>;

/** Replaces master keys and retires data keys of the installation the environment names, else of the local stack. Resolves to the exit code. */
export async function keys(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: { new: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help === true) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const work = await workOf(positionals, values.new);
  const installation = await findInstallation();
  const database = await openDatabase({ url: installation.databaseUrl, applicationName: 'dunghan-keys', poolSize: 2 });
  try {
    return await work(database, installation);
  } finally {
    await database.close();
  }
}

async function workOf([action, ...more]: readonly string[], file: string | undefined): Promise<Work> {
  if (action === 'rotate-master' && file !== undefined && more.length === 0) {
    const next = await readKey(file);
    return (database, installation) => rotate(database, installation, next);
  }
  if (action === 'finish-rotation' && file === undefined && more.length === 0) {
    return finish;
  }
  const [agency, year] = more;
  if (action === 'retire' && file === undefined && agency !== undefined && year !== undefined && YEAR.test(year) && more.length === 2) {
    return (database) => retire(database, agency, Number(year));
  }
  throw new UsageError(USAGE);
}

async function readKey(file: string): Promise<Uint8Array> {
  const read = key32.safeParse((await readFile(file, 'utf8')).trim());
  if (!read.success) {
    throw new UsageError(`${file} must hold 32 bytes in base64, such as openssl rand -base64 32 gives`);
  }
  return read.data;
}

/** The former key is whichever of the two accepted ones is not the new one. */
async function rotate(database: Connected, { masterKey, masterKeyOther }: Installation, next: Uint8Array): Promise<number> {
  const former = Buffer.from(masterKey).equals(next) ? masterKeyOther : masterKey;
  if (former === undefined) {
    process.stderr.write('The new master key is MASTER_KEY already, and MASTER_KEY_OTHER names no former one: there is nothing to replace\n');
    return 1;
  }
  const { wrapped, indexed } = await rotateMaster(database, { former, next }, systemClock.now(), ({ wrapped: keysDone, indexed: dossiers }) => {
    process.stderr.write(`${String(keysDone)} keys wrapped, ${String(dossiers)} dossiers indexed\n`);
  });
  process.stdout.write(`${String(wrapped)} keys wrapped anew, ${String(indexed)} dossiers indexed anew. Next: docs/runbook.md, "The master key is replaced"\n`);
  return 0;
}

async function finish(database: Connected, { masterKey }: Installation): Promise<number> {
  const looked = await finishRotation(database, masterKey, systemClock.now());
  process.stdout.write(`The search index of the former master key is gone (${String(looked)} dossiers): destroy that key and its copies\n`);
  return 0;
}

async function retire(database: Connected, agency: string, year: number): Promise<number> {
  const outcome = await retireKey(database, { agency, year }, systemClock.now());
  process.stdout.write(`${sentenceOf(outcome, `${agency}/${String(year)}`)}\n`);
  return outcome.kind === 'retired' ? 0 : 1;
}

function sentenceOf(outcome: Retirement, ref: string): string {
  switch (outcome.kind) {
    case 'retired':
      return `The data key ${ref} is destroyed`;
    case 'unknown':
      return `There is no data key ${ref}`;
    case 'too-young':
      return `The data key ${ref} is of this year or the last and may still be at work`;
    case 'in-use':
      return `The data key ${ref} is still needed; erase these first: ${outcome.inUse.map(({ place, rows }) => `${place} (${String(rows)})`).join(', ')}`;
  }
}
