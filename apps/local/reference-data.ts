import { instant } from '#domain';
import { openDatabase } from '#persistence';
import { introduceStaff, loadCatalogue, readCatalogue, type StaffMember } from '#service';
import { accountOf, DEMO_PEOPLE, type DemoPerson } from './identity/demo-people.js';
import { dataFolder } from './reference-folder.js';

/**
 * Loads what a new installation needs before its first dossier: calendars, agencies and procedures, and the people who may sign in,
 * as its directory of staff. Repeating it changes nothing, and people an administrator has changed stay as they are.
 */
export async function loadReferenceData(options: { readonly databaseUrl: string }): Promise<void> {
  const database = await openDatabase({ url: options.databaseUrl, poolSize: 2, applicationName: 'dunghan-catalogue' });
  try {
    const at = instant(Date.now());
    await loadCatalogue(database, await readCatalogue(dataFolder()), at);
    await introduceStaff(database.read, DEMO_PEOPLE.map(staffMemberOf), 'installation', at);
  } finally {
    await database.close();
  }
}

/** A demo person as one of the staff, with an address in a domain nobody can have (RFC 2606). */
function staffMemberOf(person: DemoPerson): StaffMember {
  const { role, agency, name } = person;
  return { subject: accountOf(person), agency, role, name, position: name, email: `${role}.${agency.toLowerCase()}@vidu.test`, mailWanted: true, activeFrom: '2026-07-01' };
}
