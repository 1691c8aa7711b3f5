import type { ProcedureVersion } from '#domain';
import { recordOf } from '#domain/figures';
import type { ReportDocument, ReportFrame } from '#letters';
import { periodNoteVi } from '#vi';
import type { Engine } from '../engine.js';
import { firstRecordedDay } from '../figures/first-recorded-day.js';
import { letterFrame } from '../letters/letter-frame.js';
import type { Reader } from '../rule-book.js';
import type { ReportGroup, ReportRequest } from './report-kinds.js';

/** Whom the province's own reports go to: the forms of TT 01/2020/TT-VPCP are the Government Office's. */
const GOVERNMENT_OFFICE = 'Văn phòng Chính phủ';

/** Head of the report and who reports to whom. @throws Error when the catalogue does not have the agency */
export async function reportFrame({ rules }: Pick<Engine, 'rules'>, tx: Reader, { scope, days, at }: Pick<ReportRequest, 'scope' | 'days' | 'at'>): Promise<Pick<ReportDocument, 'header' | 'place'> & { readonly frame: ReportFrame }> {
  const [agencies, templates] = [await rules.agencies(tx), await rules.templates(tx)];
  const agency = agencies.get(scope.agency ?? scope.province);
  if (agency === undefined) {
    throw new Error(`Agency ${scope.agency ?? scope.province} is not in the catalogue: restore it before its reports are made`);
  }
  const { header, place } = letterFrame(agency, { agencies, templates }, at);
  const recipient = agency.code === agency.province ? GOVERNMENT_OFFICE : (agencies.get(agency.parent ?? agency.province)?.name ?? agency.superior);
  const recordedFrom = await firstRecordedDay(tx, scope.province);
  const note = periodNoteVi(recordOf(days, recordedFrom), recordedFrom);
  return { header, place, frame: { reporter: agency.name, recipient, days, at, ...(note === undefined ? {} : { note }) } };
}

/** Names of fields or agencies by their codes; a field by its newest version. */
export async function readGroupNames({ rules }: Pick<Engine, 'rules'>, tx: Reader, by: ReportGroup): Promise<ReadonlyMap<string, string>> {
  if (by === 'agency') {
    return new Map([...(await rules.agencies(tx)).values()].map(({ code, name }) => [code, name]));
  }
  const rows = await tx.rows<{ field: ProcedureVersion['field'] | null }>(`SELECT DISTINCT ON (data::jsonb -> 'field' ->> 'code') data::jsonb -> 'field' AS field FROM procedure_version ORDER BY data::jsonb -> 'field' ->> 'code', version DESC`);
  return new Map(rows.flatMap(({ field }) => (field === null ? [] : [[field.code, field.name] as const])));
}
