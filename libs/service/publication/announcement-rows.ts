import { type AnnouncedItem, type AnnouncementFacts, itemKey, type LeadChecks, parseLocalDate, type PostingPlace, yearOf } from '#domain';
import type { Transaction } from '#persistence';

/** A decision that bears the same number of the same issuer and year. */
export interface SameNumber {
  readonly id: string;
  readonly code: string;
}

/** The decision known by this number, other than `except`; whoever enters the same number at the same moment waits. */
export async function findSameNumber(tx: Transaction, { issuer, number, signedOn }: AnnouncementFacts, except?: string): Promise<SameNumber | undefined> {
  const year = yearOf(parseLocalDate(signedOn));
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`announcement:${issuer.agency}:${number}:${String(year)}`]);
  return tx.first<SameNumber>(
    'SELECT c.id, c.code FROM announcement a JOIN deadline_case c ON c.id = a.case_id WHERE a.issuer = $1 AND a.number = $2 AND a.signed_year = $3 AND a.case_id IS DISTINCT FROM $4',
    [issuer.agency, number, year, except ?? null],
  );
}

/** Writes the row of a new decision. */
export async function insertAnnouncement(tx: Transaction, id: string, facts: AnnouncementFacts, leads: LeadChecks, request: { readonly by: string; readonly key: string; readonly hash: string }): Promise<void> {
  await tx.run(
    `INSERT INTO announcement (${ANNOUNCEMENT_COLUMNS.join(', ')}, case_id, entered_by, request_key, request_hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [...columnsOf(facts, leads), id, request.by, request.key, request.hash],
  );
}

/** Brings the row of a corrected decision up to date. */
export async function updateAnnouncement(tx: Transaction, id: string, facts: AnnouncementFacts, leads: LeadChecks): Promise<void> {
  await tx.run(`UPDATE announcement SET ${ANNOUNCEMENT_COLUMNS.map((column, index) => `${column} = $${String(index + 1)}`).join(', ')} WHERE case_id = $10`, [...columnsOf(facts, leads), id]);
}

/** Columns of `announcement` that its case makes, in the order in which they are written. */
export const ANNOUNCEMENT_COLUMNS = ['number', 'issuer', 'level', 'signed_on', 'signed_year', 'effective_on', 'fast_track', 'lead_decree', 'lead_index'] as const;

/** The row of a decision as its case makes it; who entered it first stands beside it. */
export function announcementRow({ number, issuer, signedOn, effectiveOn, fastTrack }: AnnouncementFacts, { decree, index }: LeadChecks): Readonly<Record<(typeof ANNOUNCEMENT_COLUMNS)[number], string | number | boolean>> {
  return {
    number,
    issuer: issuer.agency,
    level: issuer.level,
    signed_on: signedOn,
    signed_year: yearOf(parseLocalDate(signedOn)),
    effective_on: effectiveOn,
    fast_track: fastTrack !== undefined,
    lead_decree: decree.outcome,
    lead_index: index.outcome,
  };
}

function columnsOf(facts: AnnouncementFacts, leads: LeadChecks): readonly unknown[] {
  const row = announcementRow(facts, leads);
  return ANNOUNCEMENT_COLUMNS.map((column) => row[column]);
}

/** Writes the row of an item with the places its publication has to reach. */
export async function insertItem(tx: Transaction, id: string, announcementId: string, { kind, code, version, change }: AnnouncedItem, places: readonly PostingPlace[]): Promise<void> {
  await tx.run('INSERT INTO announced_item (case_id, announcement_id, kind, code, version, change, places, withdrawn) VALUES ($1, $2, $3, $4, $5, $6, $7, false)', [
    id,
    announcementId,
    kind,
    code,
    version,
    change,
    places,
  ]);
}

/** Marks an item the corrected decision does not name. */
export async function withdrawItemRow(tx: Transaction, id: string): Promise<void> {
  await tx.run('UPDATE announced_item SET withdrawn = true WHERE case_id = $1', [id]);
}

/** The standing items of a decision with the codes of their publications, by `itemKey`. */
export async function itemsOf(tx: Pick<Transaction, 'rows'>, announcementId: string): Promise<ReadonlyMap<string, { readonly id: string; readonly code: string }>> {
  const rows = await tx.rows<AnnouncedItem & { readonly case_id: string; readonly publication: string }>(
    'SELECT i.case_id, i.kind, i.code, i.version, i.change, c.code AS publication FROM announced_item i JOIN deadline_case c ON c.id = i.case_id WHERE i.announcement_id = $1 AND NOT i.withdrawn ORDER BY c.code',
    [announcementId],
  );
  return new Map(rows.map((row) => [itemKey(row), { id: row.case_id, code: row.publication }]));
}
