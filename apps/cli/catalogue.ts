import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { openDatabase } from '#persistence';
import { importProcedureRecord, loadCatalogue, readCatalogue, readProcedureRecord, sha256, systemClock } from '#service';
import { RECORD_FLAG_LABELS } from '#vi';
import { dataFolder } from '../local/reference-folder.js';
import { findInstallation } from './installation.js';
import { UsageError } from './usage.js';

const USAGE = [
  'npm run catalogue -- load [FOLDER] [--if-empty]   publishes the agencies, calendars, procedures and settings of a data folder, by default the demo province',
  'npm run catalogue -- record FILE                  keeps a procedure record of the national portal and names what a person must confirm before it is published',
].join('\n');

/**
 * Publishes a catalogue in the installation the environment names, else in the local stack. With `--if-empty` nothing is
 * touched where a calendar is published already, so that it can stand in every start.
 */
export async function catalogue(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: { 'if-empty': { type: 'boolean', default: false } } });
  const [action, folder, ...more] = positionals;
  if (action === 'record' && folder !== undefined && more.length === 0) {
    return importRecord(folder);
  }
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

/** Keeps a record from a file as a draft; who confirms it does so in the API, under their own name. */
async function importRecord(file: string): Promise<number> {
  const record: unknown = JSON.parse(await readFile(file, 'utf8'));
  const { databaseUrl } = await findInstallation();
  const database = await openDatabase({ url: databaseUrl, applicationName: 'dunghan-catalogue', poolSize: 2 });
  try {
    const result = await importProcedureRecord({ database, sha256 }, record, { at: systemClock.now(), by: 'installation' });
    const kept = result.kind === 'key-conflict' ? undefined : await readProcedureRecord(database.read, result.id);
    if (kept === undefined) {
      throw new Error('The record was not kept');
    }
    const open = kept.flags.filter(({ answer }) => answer === undefined);
    process.stdout.write(`${result.kind === 'imported' ? 'Kept' : 'Known'}: ${kept.draft.code} ${kept.draft.name} as ${kept.id}, ${String(open.length)} to confirm\n`);
    for (const { id, code } of open) {
      process.stdout.write(`  ${id}\n    ${RECORD_FLAG_LABELS[code]}\n`);
    }
    return 0;
  } finally {
    await database.close();
  }
}
