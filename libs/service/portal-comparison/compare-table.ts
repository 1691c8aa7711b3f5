import { type PortalColumn, type PortalTable, readPortalTable, type TableFault } from '#domain/figures';
import type { Transaction } from '#persistence';
import { foldSearchText, PORTAL_TABLE_WORDS } from '#vi';
import { DocumentError } from '../document-tables/document-problem.js';
import { type DocumentFormat, type DocumentLimits, readUpload } from '../document-tables/read-document.js';
import type { Engine } from '../engine.js';
import { compareCodes } from './compare-codes.js';
import { compareCounts, type NamedSubjects, subjectOf } from './compare-counts.js';
import type { Compared, ComparedScope, Progress } from './difference.js';

/** A table of the portal that could be read, and the format it came in. */
export interface PortalDocument {
  readonly table: Exclude<PortalTable, { readonly form: 'unreadable' }>;
  readonly format: DocumentFormat;
}

/** Why a table is not compared. */
export type Unreadable = { readonly kind: 'unreadable'; readonly error: DocumentError } | { readonly kind: 'faulty'; readonly faults: readonly TableFault[] };

/** Reads a table of the portal from a document; every cell that cannot be read is named. */
export async function readPortalDocument(engine: Pick<Engine, 'documents'>, content: Uint8Array, columns: Readonly<Partial<Record<PortalColumn, string>>> | undefined, limits?: DocumentLimits): Promise<PortalDocument | Unreadable> {
  try {
    const { rows, format } = await readUpload(engine, content, limits);
    const table = readPortalTable(rows, PORTAL_TABLE_WORDS, columns);
    return table.form === 'unreadable' ? { kind: 'faulty', faults: table.faults } : { table, format };
  } catch (error) {
    if (error instanceof DocumentError) {
      return { kind: 'unreadable', error };
    }
    throw error;
  }
}

/** Holds a table against the ledger's figures and dossiers as `tx` sees them. Names that are none of the catalogue's are faults. */
export async function compareTable(engine: Engine, tx: Transaction, { table }: PortalDocument, scope: ComparedScope, looked?: Progress): Promise<Compared | Unreadable> {
  if (table.form === 'codes') {
    return compareCodes(tx, table.lines, scope, looked);
  }
  const [agencies, fields] = await namedSubjects(engine, tx, scope.province);
  // A table is by agency or by field: whichever knows more of its lines.
  const known = (named: NamedSubjects): number => table.lines.filter((line) => subjectOf(line, named) !== undefined).length;
  const named = known(fields) > known(agencies) ? fields : agencies;
  const lines = table.lines.map((line) => ({ line, subject: subjectOf(line, named) }));
  const faults = lines.flatMap(({ line, subject }): readonly TableFault[] => (subject === undefined ? [{ cell: line.cell, value: line.subject, wanted: 'subject' }] : []));
  return faults.length > 0 ? { kind: 'faulty', faults } : compareCounts({ read: tx }, lines.flatMap(({ line, subject }) => (subject === undefined ? [] : [{ line, subject }])), named.kind, scope);
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
