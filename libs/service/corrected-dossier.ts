import { type Actor, type Agency, concernedIn, eventOfRow, foldDossier, mayDo } from '#domain';
import type { Engine } from './engine.js';
import { type RefusedFiling, refusedFiling } from './filing.js';
import { readLedgerByCode } from './ledger-writer.js';
import { type ApplicantRecord, readPersonal } from './personal/index.js';
import type { TakeInBody } from './take-in-body.js';

/** The dossier an intake corrects, with its persons where the intake takes them from it. */
export interface CorrectedDossier {
  readonly kind: 'corrected';
  readonly dossierId: string;
  readonly record?: ApplicantRecord;
}

/**
 * The dossier an intake is to correct (NĐ 61/2018 Art. 21), or why it corrects none: there must be such a dossier of the same
 * procedure and province, with a fault its agency acknowledged, which no other dossier corrects and which was not opened again
 * for it. One that was cancelled or refused at intake corrected nothing.
 */
export async function readCorrected(engine: Engine, { body, actor }: { readonly body: TakeInBody; readonly actor: Actor }, agencies: ReadonlyMap<string, Agency>): Promise<CorrectedDossier | RefusedFiling | undefined> {
  const { correctionOf: code, sameApplicant } = body;
  if (code === undefined) {
    return undefined;
  }
  const tx = engine.database.read;
  const rows = await readLedgerByCode(tx, code);
  const dossierId = rows[0]?.dossierId;
  const state = dossierId === undefined ? undefined : foldDossier(rows.map(eventOfRow));
  if (dossierId === undefined || state === undefined || state.province !== agencies.get(body.agencyCode)?.province) {
    return refusedFiling('unknown-dossier', { dossier: code });
  }
  if (state.procedure.code !== body.procedureCode) {
    return refusedFiling('correction-of-other-procedure', { procedure: state.procedure.code });
  }
  if (state.fault === undefined) {
    return refusedFiling('fault-not-acknowledged', { dossier: code });
  }
  const other = await tx.first<{ code: string }>(`SELECT code FROM dossier WHERE correction_of = $1 AND status NOT IN ('cancelled', 'intake-refused')`, [code]);
  if (other !== undefined || state.fault.reopenedAt !== undefined) {
    return refusedFiling('already-corrected', { dossier: code, ...(other === undefined ? {} : { by: other.code }) });
  }
  if (sameApplicant !== true) {
    return { kind: 'corrected', dossierId };
  }
  if (!mayDo(actor, 'ReadPersonalData', concernedIn(state), agencies)) {
    return refusedFiling('not-authorised', { agency: state.receivingAgency });
  }
  const record = (await readPersonal(tx, engine.vault, dossierId, state.personal.version)) as ApplicantRecord | undefined;
  return record === undefined ? refusedFiling('already-erased', {}) : { kind: 'corrected', dossierId, record };
}
