import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { openDatabase } from '#persistence';
import { loadCatalogue, readCatalogue, systemClock } from '#service';
import { dataFolder } from '../local/reference-folder.js';
import { findInstallation } from './installation.js';
import { UsageError } from './usage.js';

const USAGE = 'npm run catalogue -- load [FOLDER] [--if-empty]   publishes the agencies, calendars, procedures and settings of a data folder, by default the demo province';

/**
 * Publishes a catalogue in the installation the environment names, else in the local stack. With `--if-empty` nothing is
 * touched where a calendar is published already, so that it can stand in every start.
 */
export async function catalogue(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: { 'if-empty': { type: 'boolean', default: false } } });
  const [action, folder, ...more] = positionals;
  if (action !== 'load' || more.length > 0) {
    throw new UsageError(USAGE);
  }
  const { databaseUrl } = await findInstallation();
  const files = await readCatalogue(folder === undefined ? dataFolder() : pathToFileURL(`${folder}/`));
  const database = await openDatabase({ url: databaseUrl, applicationName: 'dunghan-catalogue', poolSize: 2 });
  try {
    if (values['if-empty'] && (await database.read.first('SELECT FROM calendar_head')) !== undefined) {
      process.stdout.write('A catalogue is published already; nothing is changed\n');
      return 0;
    }
    const { agencies, procedures, settings } = await loadCatalogue(database, files, systemClock.now());
    process.stdout.write(`Published ${String(agencies)} agencies and ${String(procedures)} procedures${settings === 'published' ? ', and new settings' : ''}\n`);
    return 0;
  } finally {
    await database.close();
  }
}
