import { assertFilled, type Required, requiredOfFrame } from './required-fields.js';
import type { ControlSlip, Slip } from './slip-data.js';

/** Returns when nothing a slip needs is empty; throws `LetterFieldMissing` naming the first field otherwise. */
export function assertSlipComplete(slip: Slip): void {
  assertFilled(slip.form, [...requiredOfFrame(slip), ...requiredOfSlip(slip)]);
}

function requiredOfSlip(slip: Slip): Required {
  switch (slip.form) {
    case '06':
      return [
        ['dossierCode', slip.dossierCode],
        ['handlingAgency', slip.handlingAgency],
        ['receivedAt', slip.receivedAt],
        promised('promised', slip.promised),
        ...slip.handovers.flatMap(({ giver, receiver }, index) => [[`handovers[${index}].giver.unit`, giver.unit] as const, [`handovers[${index}].receiver.unit`, receiver.unit] as const]),
      ];
    case 'transfer':
      return [
        ['dossierCode', slip.dossierCode],
        ['procedureName', slip.procedureName],
        ['applicant.name', slip.applicant.name],
        ['giver.unit', slip.giver.unit],
        ['targets', slip.targets],
        ...slip.targets.flatMap(({ unit, work }, index) => [[`targets[${index}].unit`, unit] as const, [`targets[${index}].work`, work] as const]),
        ['components', slip.components],
        ['receivedAt', slip.receivedAt],
        promised('promised', slip.promised),
      ];
    case 'handover-record':
      return [
        ['handedAt', slip.handedAt],
        ['giver', slip.giver],
        ['receiver', slip.receiver],
        ['lines', slip.lines],
        ...slip.lines.flatMap((line, index) => [
          [`lines[${index}].dossierCode`, line.dossierCode] as const,
          [`lines[${index}].applicantName`, line.applicantName] as const,
          [`lines[${index}].procedureName`, line.procedureName] as const,
          promised(`lines[${index}].promised`, line.promised),
        ]),
      ];
    case 'result-handover':
      return [
        ['dossierCode', slip.dossierCode],
        ['counterName', slip.counterName],
        ['procedureName', slip.procedureName],
        ['applicant.name', slip.applicant.name],
        ['receivedAt', slip.receivedAt],
        promised('promised', slip.promised),
        ['resultAt', slip.resultAt],
      ];
    case 'guidance':
      return [
        ['counterName', slip.counterName],
        ['applicant.name', slip.applicant.name],
        ['requestContent', slip.requestContent],
        ['items', slip.items],
        ...slip.items.map((item, index) => [`items[${index}].text`, item.text] as const),
        ['contact.name', slip.contact.name],
      ];
    case 'urging':
      return [
        ['dossierCode', slip.dossierCode],
        ['urgingCode', slip.urgingCode],
        ['procedureName', slip.procedureName],
        ['holder', slip.holder],
        ['urgedAt', slip.urgedAt],
        ['receivedAt', slip.receivedAt],
        promised('promised', slip.promised),
        ['answerDueAt', slip.answerDueAt],
        ['counterName', slip.counterName],
      ];
  }
}

function promised(field: string, value: ControlSlip['promised']): readonly [string, unknown] {
  return 'at' in value ? [`${field}.at`, value.at] : [`${field}.note`, value.note];
}
