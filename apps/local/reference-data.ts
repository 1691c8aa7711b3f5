import { existsSync } from 'node:fs';
import { instant } from '#domain';
import { openDatabase } from '#persistence';
import { loadCatalogue, readCatalogue } from '#service';

/** The data folder lies beside `apps` in the sources and beside `dist` once compiled. */
export function dataFolder(): URL {
  const beside = new URL('../../data/', import.meta.url);
  return existsSync(beside) ? beside : new URL('../../../data/', import.meta.url);
}

/** Loads what a new installation needs before its first dossier: calendars, agencies and procedures. Repeating it changes nothing. */
export async function loadReferenceData(options: { readonly databaseUrl: string }): Promise<void> {
  const database = await openDatabase({ url: options.databaseUrl, poolSize: 2, applicationName: 'dunghan-catalogue' });
  try {
    await loadCatalogue(database, await readCatalogue(dataFolder()), instant(Date.now()));
  } finally {
    await database.close();
  }
}
