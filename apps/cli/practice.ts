import { parseArgs } from 'node:util';
import { readEnvironment } from '#config';
import { printForPractice } from '#letters';
import { closeEngine, openEngine, openFileStore, systemClock } from '#service';
import { fillPractice } from './practice/fill.js';
import { UsageError } from './usage.js';

const USAGE = 'practice --size 3000 --seed 7   (started by npm start -- --demo)';
/** Connections at once: as many as things happen in half an hour, and a few for what each asks beside. */
const POOL_SIZE = 20;

/**
 * Fills the installation the environment names with practice data. Refuses one that is not for practice, and one that holds
 * dossiers. Resolves to the exit code.
 */
export async function practice(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { size: { type: 'string', default: '3000' }, seed: { type: 'string', default: '7' } } });
  const [size, seed] = [Number(values.size), Number(values.seed)];
  if (!Number.isInteger(size) || size < 1 || !Number.isInteger(seed)) {
    throw new UsageError(`--size is a whole number from 1, --seed a whole number: ${USAGE}`);
  }
  const environment = readEnvironment();
  if (!environment.practice) {
    throw new UsageError('Only an installation for practice (PRACTICE=1) is filled with invented dossiers');
  }
  printForPractice();
  // Nothing is lost that a new start would not write again: what is committed need not be on the disk yet.
  const url = new URL(environment.databaseUrl);
  url.searchParams.set('options', '-c synchronous_commit=off');
  const engine = await openEngine({ ...environment, databaseUrl: url.href, applicationName: 'dunghan-practice', poolSize: POOL_SIZE });
  try {
    if ((await engine.database.read.first('SELECT FROM dossier LIMIT 1')) !== undefined) {
      throw new UsageError('The installation holds dossiers already: practice data is written into an empty one only');
    }
    await fillPractice(engine, { size, seed, at: systemClock.now(), files: openFileStore(environment, systemClock), say: (line) => process.stdout.write(`${line}\n`) });
    return 0;
  } finally {
    await closeEngine(engine);
  }
}
