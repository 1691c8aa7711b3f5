import { type Agency, type Instant, localDateOf, formatLocalDate, type ProcedureVersion, servingDesk } from '#domain';
import type { Engine } from '../engine.js';
import type { PublishedProcedure, Reader } from '../rule-book.js';

/** What lines refer to by code: procedures in all their versions, and agencies. Read once for an import; versions are immutable. */
export interface ImportCatalogue {
  readonly agencies: ReadonlyMap<string, Agency>;
  /**
   * The version in force on the day of an instant. A dossier older than the oldest published version gets that one: a row
   * must refer to a version, and imported dates are not counted by it. `undefined` for an unknown procedure.
   */
  procedureAt(code: string, at: Instant): PublishedProcedure | undefined;
  /** The desk that receives for an agency: the one that serves it, or the agency itself where none does. */
  deskOf(agency: Agency): string;
}

/** Reads the catalogue. */
export async function readImportCatalogue(engine: Pick<Engine, 'rules'>, reader: Reader): Promise<ImportCatalogue> {
  const rows = await reader.rows<{ hash: string; data: ProcedureVersion }>('SELECT hash, data FROM procedure_version ORDER BY code, version');
  const versions = new Map<string, PublishedProcedure[]>();
  for (const { hash, data } of rows) {
    versions.set(data.code, [...(versions.get(data.code) ?? []), { procedure: data, hash }]);
  }
  versions.forEach((published) => published.sort(newestFirst));
  const agencies = await engine.rules.agencies(reader);
  const desks = new Map<string, string>();
  return {
    agencies,
    procedureAt(code, at) {
      const published = versions.get(code);
      const day = formatLocalDate(localDateOf(at));
      return published?.find(({ procedure }) => procedure.effectiveFrom <= day) ?? published?.at(-1);
    },
    deskOf(agency) {
      const desk = desks.get(agency.code) ?? findDesk(agency, agencies);
      desks.set(agency.code, desk);
      return desk;
    },
  };
}

function newestFirst(a: PublishedProcedure, b: PublishedProcedure): number {
  const [left, right] = [a.procedure.effectiveFrom, b.procedure.effectiveFrom];
  return left < right ? 1 : left > right ? -1 : b.procedure.version - a.procedure.version;
}

function findDesk(agency: Agency, agencies: ReadonlyMap<string, Agency>): string {
  try {
    return servingDesk(agency, agencies).code;
  } catch {
    // No desk serves it now, as happens to bodies a reform has dissolved: who decided is then taken to have received.
    return agency.code;
  }
}
