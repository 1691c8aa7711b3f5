import { type DossierState, type ResultState, shipmentUnderWay } from '#domain';
import type { DossierPage } from '#service';
import { isoOf, isoOrNull } from '../schemas/atoms.js';
import type { DossierAnswer } from './dossier-schema.js';

/** The result and its way to the applicant, with the words of `texts`, which is empty for those who may not read them. */
export function viewResult(state: Pick<DossierState, 'status'>, result: ResultState, texts: DossierPage['texts']): NonNullable<DossierAnswer['result']> {
  const words = (version: number | undefined): Record<string, unknown> | null => {
    const found = version === undefined ? undefined : texts.get(version);
    return found === undefined ? null : { ...found };
  };
  const { handover } = result;
  return {
    outcome: result.outcome,
    recordedAt: isoOf(result.recordedAt),
    resultNumber: result.resultNumber ?? null,
    noticeDueAt: isoOrNull(result.noticeDueAt),
    notifiedAt: isoOrNull(result.notifiedAt),
    uncollectedAt: isoOrNull(result.uncollectedAt),
    uncollected: state.status === 'finished' && result.uncollected === true && shipmentUnderWay(result) === undefined,
    shelf: result.shelf ?? null,
    shipments: result.shipments.map(({ trackingNumber, address, sentAt, deliveredAt, returnedAt }) => ({
      trackingNumber,
      address: words(address.version),
      sentAt: isoOf(sentAt),
      deliveredAt: isoOrNull(deliveredAt),
      returnedAt: isoOrNull(returnedAt),
    })),
    handover:
      handover === undefined
        ? null
        : {
            method: handover.method,
            identityChecked: handover.identityChecked,
            authorised: handover.authorised,
            signature: handover.signature,
            receiver: words(handover.receiver?.version),
          },
    handedOverAt: isoOrNull(result.handedOverAt),
  };
}

/** Fees due and paid, named as the procedure version names them. */
export function feesOf({ state, procedure }: Pick<DossierPage, 'state' | 'procedure'>): DossierAnswer['fees'] {
  return {
    due: state.feesDue.map(({ fee, amount }) => ({ fee, name: procedure.fees[fee - 1]?.name ?? String(fee), amount })),
    payments: state.payments.map(({ at, amount, method, throughPortal, receiptNumber, fee }) => ({ at: isoOf(at), amount, method, throughPortal, receiptNumber, fee: fee ?? null })),
    totalDue: sumOf(state.feesDue),
    totalPaid: sumOf(state.payments),
  };
}

function sumOf(amounts: readonly { readonly amount: number }[]): number {
  return amounts.reduce((sum, { amount }) => sum + amount, 0);
}
