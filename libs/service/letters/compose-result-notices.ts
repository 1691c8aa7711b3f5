import { type DossierEvent, instant, localDateOf } from '#domain';
import type { FaultApology, ResultReadyNotice, UncollectedReminder } from '#letters';
import { agencyOf, deskOf, filedAt, frameOf, type LetterSource, noticeOf, textOf } from './letter-source.js';

/** The desk's notice that the result is there, which says so when it comes before the day appointed (NĐ 61/2018 Art. 20.4). */
export function composeResultReady(source: LetterSource, { payload, occurredAt }: Extract<DossierEvent, { type: 'ResultRecorded' }>): ResultReadyNotice {
  const { state } = source;
  const { appointment } = state;
  const early = appointment !== undefined && localDateOf(occurredAt) < localDateOf(instant(appointment));
  return {
    ...noticeOf(source),
    notice: 'result-ready',
    outcome: payload.outcome,
    readyAt: occurredAt,
    ...(early ? { earlyBy: appointment } : {}),
    delivery: state.resultDelivery,
  };
}

/** The desk's reminder of a result nobody came for, dated by when it became owed. */
export function composeUncollected(source: LetterSource): UncollectedReminder {
  const { state, event, owedAt } = source;
  return {
    ...noticeOf(source),
    issuedAt: Math.max(event.occurredAt, owedAt ?? event.occurredAt),
    notice: 'uncollected-reminder',
    readyAt: state.result?.recordedAt ?? event.occurredAt,
    delivery: state.resultDelivery,
  };
}

/** The agency's apology for its fault, under the number of whoever acknowledged it and in their words. */
export function composeFaultApology(source: LetterSource, { payload }: Extract<DossierEvent, { type: 'FaultAcknowledged' }>): FaultApology {
  const { competentAgency } = source.state;
  return {
    ...noticeOf(source, frameOf(source, competentAgency)),
    ...(payload.documentNumber === undefined ? {} : { documentNumber: payload.documentNumber }),
    notice: 'fault-apology',
    fault: payload.fault,
    reason: textOf(source, 'reason') ?? '',
    signatory: source.signatory ?? {},
    recipients: ['Như trên', ...new Set([deskOf(source).name, agencyOf(source, competentAgency).name]), ...filedAt(source, competentAgency)],
  };
}
