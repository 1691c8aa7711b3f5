import { type Identity, type Instant, type IntakeRequest, type NewEvent, objectToDateOf, openIntake, type Refusal, refusalOfCalendar, type Routing, type Rules } from '#domain';
import type { Reader } from './rule-book.js';

/** Event 1 once the dossier has its code. */
export type Opening = (identity: Identity) => NewEvent;

/** A filing that is not opened, and why. */
export interface RefusedFiling {
  readonly kind: 'refused';
  readonly refusal: Refusal;
}

/** What an intake and a preview have in common: event 1 of a routed filing with its dates counted, or why they cannot be counted. */
export function openFiling(
  request: IntakeRequest,
  routing: Extract<Routing, { kind: 'routed' }>,
  rules: Rules,
  at: Instant,
): { readonly kind: 'opened'; readonly opening: Opening } | RefusedFiling {
  try {
    return { kind: 'opened', opening: openIntake(request, routing, rules, at) };
  } catch (error) {
    const refusal = refusalOfCalendar(error);
    if (refusal === undefined) {
      throw error;
    }
    return { kind: 'refused', refusal };
  }
}

/** Why a filing is not received with the date given for it, or without one where a person must set it; `undefined` when it is. */
export function refusalOfDate(request: IntakeRequest, routing: Extract<Routing, { kind: 'routed' }>, rules: Rules): RefusedFiling | undefined {
  try {
    const refusal = objectToDateOf(request, routing, rules);
    return refusal === undefined ? undefined : { kind: 'refused', refusal };
  } catch (error) {
    const refusal = refusalOfCalendar(error);
    if (refusal === undefined) {
      throw error;
    }
    return { kind: 'refused', refusal };
  }
}

/** The refusal of a procedure of which no version is in force on the day: it is not known, or begins later. */
export async function absentProcedure(tx: Reader, procedure: string): Promise<RefusedFiling> {
  const later = await tx.first<{ effective_from: string | null }>('SELECT min(effective_from) AS effective_from FROM procedure_version WHERE code = $1', [procedure]);
  return later?.effective_from == null ? refusedFiling('unknown-procedure', { procedure }) : refusedFiling('procedure-not-in-force', { effectiveFrom: later.effective_from });
}

/** A filing that is not opened. */
export function refusedFiling(code: Refusal['code'], data: NonNullable<Refusal['data']>): RefusedFiling {
  return { kind: 'refused', refusal: { code, data } };
}
