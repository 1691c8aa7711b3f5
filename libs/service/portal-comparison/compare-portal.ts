import { randomUUID } from 'node:crypto';
import type { Actor, Instant, LocalDate } from '#domain';
import { type PortalColumn, type PortalTable, readPortalTable, type TableFault } from '#domain/figures';
import type { Transaction } from '#persistence';
import { foldSearchText, PORTAL_TABLE_WORDS } from '#vi';
import { DocumentError } from '../document-tables/document-problem.js';
import { type ReadDocument, readDocument } from '../document-tables/read-document.js';
import type { Engine } from '../engine.js';
import { hashOfContent } from '../files/files.js';
import { stableText } from '../stable-text.js';
import { compareCodes } from './compare-codes.js';
import { compareCounts, type NamedSubjects, subjectOf } from './compare-counts.js';
import { COMPARISON_COLUMNS, type PortalComparison } from './comparison-rows.js';
import { type Compared, type ComparedScope, DIFFERENCE_KINDS, type DifferenceKind, type PortalDifference } from './difference.js';

/** A table of the portal somebody uploads: a file stored as evidence before, or the text of a CSV. */
export interface PortalUpload {
  readonly actor: Actor;
  readonly idempotencyKey: string;
  readonly province: string;
  /** Absent: the whole province. */
  readonly agency?: string;
  readonly first: LocalDate;
  readonly last: LocalDate;
  readonly content: Uint8Array;
  readonly fileId?: string;
  /** Headings that mean a column whatever they say. */
  readonly columns?: Readonly<Partial<Record<PortalColumn, string>>>;
  readonly at: Instant;
}

/** What an upload came to; `compared` again for a repeated key. */
export type PortalUploaded =
  | { readonly kind: 'compared'; readonly comparison: PortalComparison }
  | { readonly kind: 'unreadable'; readonly error: DocumentError }
  | { readonly kind: 'faulty'; readonly faults: readonly TableFault[] }
  | { readonly kind: 'key-conflict' };

const DIFFERENCES_AT_ONCE = 2_000;

/** Reads a table of the portal, holds it against the ledger's figures and dossiers as they stand now, and keeps the result with what it was read from. */
export async function comparePortal(engine: Engine, upload: PortalUpload): Promise<PortalUploaded> {
  const document = read(upload.content);
  if (document instanceof DocumentError) {
    return { kind: 'unreadable', error: document };
  }
  const table = readPortalTable(document.rows, PORTAL_TABLE_WORDS, upload.columns);
  if (table.form === 'unreadable') {
    return { kind: 'faulty', faults: table.faults };
  }
  const { actor, idempotencyKey, province, agency, first, last, columns } = upload;
  const sha256 = hashOfContent(upload.content);
  const hmac = engine.vault.hmac('portal-comparison', stableText({ province, agency: agency ?? '', first, last, sha256, columns: columns ?? {} }));
  return engine.database.transaction(async (tx) => {
    await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`portal-comparison:${actor.subject}:${idempotencyKey}`]);
    const known = await tx.first<PortalComparison & { readonly request_hmac: string }>(`SELECT ${COMPARISON_COLUMNS}, request_hmac FROM portal_comparison WHERE uploaded_by = $1 AND idempotency_key = $2`, [actor.subject, idempotencyKey]);
    if (known !== undefined) {
      const { request_hmac, ...comparison } = known;
      return request_hmac === hmac ? { kind: 'compared', comparison } : { kind: 'key-conflict' };
    }
    const scope: ComparedScope = { province, ...(agency === undefined ? {} : { agency }), days: { first, last }, at: upload.at };
    const compared = await compare(engine, tx, table, scope);
    return 'faults' in compared ? { kind: 'faulty', faults: compared.faults } : { kind: 'compared', comparison: await keep(engine, tx, upload, { table, document, sha256, hmac, compared }) };
  });
}

function read(content: Uint8Array): ReadDocument | DocumentError {
  try {
    return readDocument(content);
  } catch (error) {
    if (error instanceof DocumentError) {
      return error;
    }
    throw error;
  }
}

type ReadTable = Exclude<PortalTable, { readonly form: 'unreadable' }>;

async function compare(engine: Engine, tx: Transaction, table: ReadTable, scope: ComparedScope): Promise<Compared | { readonly faults: readonly TableFault[] }> {
  if (table.form === 'codes') {
    return compareCodes(tx, table.lines, scope);
  }
  const [agencies, fields] = await namedSubjects(engine, tx, scope.province);
  // A table is by agency or by field: whichever knows more of its lines.
  const known = (named: NamedSubjects): number => table.lines.filter((line) => subjectOf(line, named) !== undefined).length;
  const named = known(fields) > known(agencies) ? fields : agencies;
  const lines = table.lines.map((line) => ({ line, subject: subjectOf(line, named) }));
  const faults = lines.flatMap(({ line, subject }): readonly TableFault[] => (subject === undefined ? [{ cell: line.cell, value: line.subject, wanted: 'subject' }] : []));
  return faults.length > 0 ? { faults } : compareCounts({ read: tx }, lines.flatMap(({ line, subject }) => (subject === undefined ? [] : [{ line, subject }])), named.kind, scope);
}

async function namedSubjects({ rules }: Engine, tx: Transaction, province: string): Promise<readonly [NamedSubjects, NamedSubjects]> {
  const agencies = [...(await rules.agencies(tx)).values()].filter((agency) => agency.province === province);
  const fields = await tx.rows<{ code: string; name: string }>(`SELECT DISTINCT data->'field'->>'code' AS code, data->'field'->>'name' AS name FROM procedure_version`);
  const byName = (all: readonly { readonly code: string; readonly name: string }[]): NamedSubjects['byName'] => new Map(all.flatMap(({ code, name }) => [name, code].map((key) => [foldSearchText(key), { code, name }])));
  return [
    { kind: 'agency', byName: byName(agencies) },
    { kind: 'field', byName: byName(fields) },
  ];
}

interface Keeping {
  readonly table: ReadTable;
  readonly document: ReadDocument;
  readonly sha256: string;
  readonly hmac: string;
  readonly compared: Compared;
}

async function keep(engine: Engine, tx: Transaction, upload: PortalUpload, { table, document, sha256, hmac, compared }: Keeping): Promise<PortalComparison> {
  const { actor, province, agency, fileId, at } = upload;
  const id = randomUUID();
  const sealed = fileId === undefined ? await engine.vault.seal(tx, { agency: agency ?? actor.agency, at }, `portal-comparison:${id}`, upload.content) : undefined;
  const tally = Object.fromEntries(DIFFERENCE_KINDS.map((kind): [DifferenceKind, number] => [kind, compared.differences.filter((each) => each.kind === kind).length]).filter(([, count]) => count > 0));
  const comparison = await tx.first<PortalComparison>(
    `INSERT INTO portal_comparison (id, province, agency, form, first_day, last_day, format, sha256, file_id, source, key_ref, read_rows, same, only_here, tally, uploaded_by, uploaded_at, idempotency_key, request_hmac)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) RETURNING ${COMPARISON_COLUMNS}`,
    [
      id, province, agency ?? null, table.form, upload.first, upload.last, document.format, sha256, fileId ?? null, sealed?.ciphertext ?? null, sealed?.keyRef ?? null,
      table.lines.length, compared.same, compared.onlyHere, JSON.stringify(tally), actor.subject, at, upload.idempotencyKey, hmac,
    ],
  );
  for (let from = 0; from < compared.differences.length; from += DIFFERENCES_AT_ONCE) {
    await writeDifferences(tx, id, from, compared.differences.slice(from, from + DIFFERENCES_AT_ONCE));
  }
  if (comparison === undefined) {
    throw new Error('The comparison vanished');
  }
  return comparison;
}

async function writeDifferences(tx: Pick<Transaction, 'run'>, id: string, from: number, differences: readonly PortalDifference[]): Promise<void> {
  await tx.run(
    'INSERT INTO portal_difference (comparison_id, place, kind, content) SELECT $1, $2 + given.place, given.kind, given.content::json FROM unnest($3::text[], $4::text[]) WITH ORDINALITY AS given (kind, content, place)',
    [id, from, differences.map(({ kind }) => kind), differences.map((difference) => JSON.stringify(difference))],
  );
}
