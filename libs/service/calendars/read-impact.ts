import type { Engine } from '../engine.js';

/** A dossier a draft would move or endanger. */
export interface ImpactItem {
  readonly dossierId: string;
  readonly code: string;
  readonly procedureCode: string;
  readonly competentAgency: string;
  readonly fromDue: number | undefined;
  readonly toDue: number | undefined;
  readonly fromAppointment: number | undefined;
  readonly toAppointment: number | undefined;
  readonly endangered: boolean;
}

/** Which part of the list is asked for. */
export interface ImpactRequest {
  readonly draftId: string;
  /** Dossier id the page before ended with. */
  readonly after?: string;
  readonly limit: number;
  readonly endangeredOnly?: boolean;
}

/** One page of the dossiers a draft would move or endanger, as of the computation its summary tells of. */
export async function readCalendarImpact(engine: Engine, { draftId, after, limit, endangeredOnly = false }: ImpactRequest): Promise<{ readonly items: readonly ImpactItem[]; readonly next: string | undefined }> {
  const rows = await engine.database.read.rows<ImpactRow>(
    `SELECT i.dossier_id, d.code, d.procedure_code, d.competent_agency, i.from_due, i.to_due, i.from_appointment, i.to_appointment, i.endangered
     FROM calendar_impact i JOIN dossier d ON d.id = i.dossier_id
     WHERE i.draft_id = $1 AND ($2::uuid IS NULL OR i.dossier_id > $2) AND (NOT $3::boolean OR i.endangered) ORDER BY i.dossier_id LIMIT $4`,
    [draftId, after ?? null, endangeredOnly, limit + 1],
  );
  const items = rows.slice(0, limit).map(itemOf);
  return { items, next: rows.length > limit ? items.at(-1)?.dossierId : undefined };
}

interface ImpactRow {
  readonly dossier_id: string;
  readonly code: string;
  readonly procedure_code: string;
  readonly competent_agency: string;
  readonly from_due: number | null;
  readonly to_due: number | null;
  readonly from_appointment: number | null;
  readonly to_appointment: number | null;
  readonly endangered: boolean;
}

function itemOf(row: ImpactRow): ImpactItem {
  return {
    dossierId: row.dossier_id,
    code: row.code,
    procedureCode: row.procedure_code,
    competentAgency: row.competent_agency,
    fromDue: row.from_due ?? undefined,
    toDue: row.to_due ?? undefined,
    fromAppointment: row.from_appointment ?? undefined,
    toAppointment: row.to_appointment ?? undefined,
    endangered: row.endangered,
  };
}
