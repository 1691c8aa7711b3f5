import { instant } from '#domain';
import { openDatabase } from '#persistence';
import { loadCatalogue, readCatalogue } from '#service';
import { dataFolder } from './reference-folder.js';

/** Loads what a new installation needs before its first dossier: calendars, agencies and procedures. Repeating it changes nothing. */
export async function loadReferenceData(options: { readonly databaseUrl: string }): Promise<void> {
  const database = await openDatabase({ url: options.databaseUrl, poolSize: 2, applicationName: 'dunghan-catalogue' });
  try {
    await loadCatalogue(database, await readCatalogue(dataFolder()), instant(Date.now()));
  } finally {
    await database.close();
  }
}
