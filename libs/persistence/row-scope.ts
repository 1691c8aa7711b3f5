import pg from 'pg';

/**
 * Whose rows somebody may see: those of a province, those that concern some agencies, or one dossier alone; besides, what is addressed to the
 * `subject` in person, wherever they work now. The database shows no other, whatever a statement asks for (migrations 0060, 0067 and 0072).
 */
export type RowScope =
  | { readonly reach: 'province'; readonly province: string; readonly agencies: readonly string[]; readonly subject?: string }
  | { readonly reach: 'agencies'; readonly agencies: readonly string[]; readonly subject?: string }
  | { readonly reach: 'dossier'; readonly dossiers: readonly string[] };

/** How far a scope reaches. */
export type Reach = RowScope['reach'];

/** The role that reads within each kind of scope; the policies of dossiers differ by role, so that an index serves each. */
export const READER_ROLES: Readonly<Record<Reach, string>> = { province: 'dunghan_province_reader', agencies: 'dunghan_agency_reader', dossier: 'dunghan_dossier_reader' };

/** What opens a transaction of the application itself. */
export const BEGIN = 'BEGIN ISOLATION LEVEL READ COMMITTED';

/**
 * What opens a transaction in which only rows of a scope are seen and nothing is written. Its settings end with it. One text, so that it
 * is one message: should a part of it fail, the transaction is broken and reads nothing.
 */
export function beginWithin(scope: RowScope): string {
  const settings = {
    province: scope.reach === 'province' ? scope.province : '',
    // A province has the rank of an agency: what is kept under its code is within its scope.
    agencies: scope.reach === 'dossier' ? [] : scope.reach === 'province' ? [scope.province, ...scope.agencies] : scope.agencies,
    dossiers: scope.reach === 'dossier' ? scope.dossiers : [],
    subject: scope.reach === 'dossier' ? '' : (scope.subject ?? ''),
  };
  const set = Object.entries(settings).map(([name, value]) => `SET LOCAL dunghan.${name} = ${pg.escapeLiteral(typeof value === 'string' ? value : listOf(value))}`);
  return [`${BEGIN} READ ONLY`, `SET LOCAL ROLE ${READER_ROLES[scope.reach]}`, ...set].join('; ');
}

function listOf(codes: readonly string[]): string {
  const odd = codes.find((code) => code.includes(',') || code === '');
  if (odd !== undefined) throw new RangeError(`A code of a scope is empty or holds a comma: "${odd}"`);
  return codes.join(',');
}
