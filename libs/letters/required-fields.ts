import type { RecalledIntake } from './form-rows.js';
import type { ApologyLetter, FormNumber, Letter, LetterFrame, Notice, ReceiptSlip, RefusalAfterIntake, RefusalSlip, Signatory, StopNotice, SupplementRequestSlip } from './letter-data.js';
import type { SlipForm } from './slip-data.js';

/** A required field is empty: the letter must not leave the house. `field` is its path in the letter data. */
export class LetterFieldMissing extends Error {
  override readonly name = 'LetterFieldMissing';

  constructor(
    readonly form: FormNumber | SlipForm,
    readonly field: string,
  ) {
    super(`form ${form} cannot be printed: field ${field} is empty; fill it in before the letter is made`);
  }
}

/** Fields that must be filled, by their paths in the data of a form. */
export type Required = readonly (readonly [field: string, value: unknown])[];

/** Path of the first required field that is empty, in the order of the form; `undefined` when the letter can be printed. */
export function findMissingField(letter: Letter): string | undefined {
  return firstEmpty([...requiredOfFrame(letter), ...requiredOfForm(letter)]);
}

/** Returns when nothing required is empty; throws `LetterFieldMissing` otherwise. */
export function assertComplete(letter: Letter): void {
  assertFilled(letter.form, [...requiredOfFrame(letter), ...requiredOfForm(letter)]);
}

/** Returns when none of these fields of a form is empty; throws `LetterFieldMissing` naming the first otherwise. */
export function assertFilled(form: FormNumber | SlipForm, required: Required): void {
  const field = firstEmpty(required);
  if (field !== undefined) {
    throw new LetterFieldMissing(form, field);
  }
}

function firstEmpty(required: Required): string | undefined {
  return required.find(([, value]) => isEmpty(value))?.[0];
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'string') {
    return value.trim() === '';
  }
  if (typeof value === 'number') {
    return !Number.isFinite(value);
  }
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** What every form needs in its frame. */
export function requiredOfFrame(frame: LetterFrame): Required {
  return [
    ['template.version', frame.template.version],
    ...(frame.header.firstLevel === true ? [] : [['header.superior', frame.header.superior] as const]),
    ['header.agency', frame.header.agency],
    ['place', frame.place],
    ['issuedAt', frame.issuedAt],
  ];
}

function requiredOfForm(letter: Letter): Required {
  switch (letter.form) {
    case '00':
      return requiredOfNotice(letter);
    case '01':
      return requiredOfReceipt(letter);
    case '02':
      return requiredOfSupplement(letter);
    case '03':
      return requiredOfRefusal(letter);
    case '04':
      return requiredOfApology(letter);
    case '05':
      return requiredOfStop(letter);
  }
}

/** What a letter about a date given before recalls. */
function requiredOfPromise(letter: RecalledIntake & { readonly promisedAt: number }): Required {
  return [...requiredOfIntake(letter), ['promisedAt', letter.promisedAt]];
}

function requiredOfIntake(letter: RecalledIntake): Required {
  return [
    ['applicant.name', letter.applicant.name],
    ['agencyName', letter.agencyName],
    ['receivedAt', letter.receivedAt],
    ['procedureName', letter.procedureName],
    ['dossierCode', letter.dossierCode],
  ];
}

function requiredOfNotice(notice: Notice): Required {
  return [...requiredOfIntake(notice), ['contact.name', notice.contact.name], ...requiredOfContent(notice)];
}

function requiredOfContent(notice: Notice): Required {
  switch (notice.notice) {
    case 'date-moved':
      return [
        ['promisedAt', notice.promisedAt],
        ['movedTo', notice.movedTo],
        ['reasons', notice.reasons],
        ...notice.reasons.map((reason, index) => [`reasons[${index}]`, reason] as const),
        ...notice.changedDays.map((day, index) => [`changedDays[${index}]`, day] as const),
        ...requiredOfSignatory(notice.signatory),
      ];
    case 'result-ready':
    case 'uncollected-reminder':
      return [['readyAt', notice.readyAt]];
    case 'fault-apology':
      return [['reason', notice.reason], ...requiredOfSignatory(notice.signatory)];
  }
}

function requiredOfReceipt(slip: ReceiptSlip): Required {
  return [
    ['dossierCode', slip.dossierCode],
    ['counterName', slip.counterName],
    ['applicant.name', slip.applicant.name],
    ...(slip.proxy === undefined ? [] : [['proxy.name', slip.proxy.name] as const]),
    ['requestContent', slip.requestContent],
    ['components', slip.components],
    ...slip.components.map((component, index) => [`components[${index}].name`, component.name] as const),
    ['sets', slip.sets],
    ['term', slip.term],
    ['receivedAt', slip.receivedAt],
    ['appointments', slip.appointments],
    ...slip.appointments.map((appointment, index) => [`appointments[${index}].at`, appointment.at ?? appointment.note] as const),
    ['resultDelivery', slip.resultDelivery],
    ...(slip.members ?? []).flatMap((member, index) => [[`members[${index}].dossierCode`, member.dossierCode] as const, [`members[${index}].procedureName`, member.procedureName] as const]),
  ];
}

function requiredOfSupplement(slip: SupplementRequestSlip): Required {
  return [
    ['applicant.name', slip.applicant.name],
    ['requestContent', slip.requestContent],
    ['items', slip.items],
    ...slip.items.map((item, index) => [`items[${index}].text`, item.text] as const),
    ['reason', slip.reason],
    ['contact.name', slip.contact.name],
  ];
}

function requiredOfRefusal(slip: RefusalSlip): Required {
  return [
    ['counterName', slip.counterName],
    ['applicant.name', slip.applicant.name],
    ['requestContent', slip.requestContent],
    ['reason', slip.reason],
    ...(slip.afterIntake === undefined ? [] : requiredAfterIntake(slip.afterIntake)),
  ];
}

function requiredAfterIntake({ agencyName, procedureName, receivedAt, cause, signatory }: RefusalAfterIntake): Required {
  return [
    ['afterIntake.agencyName', agencyName],
    ['afterIntake.procedureName', procedureName],
    ['afterIntake.receivedAt', receivedAt],
    ...(cause.kind === 'not-supplemented' ? [['afterIntake.cause.dueAt', cause.dueAt] as const] : []),
    ...requiredOfSignatory(signatory),
  ];
}

function requiredOfApology(letter: ApologyLetter): Required {
  return [
    ...requiredOfPromise(letter),
    ['reason', letter.reason],
    ...requiredOfRemedy(letter),
    ...requiredOfSignatory(letter.signatory),
  ];
}

function requiredOfRemedy({ remedy }: ApologyLetter): Required {
  return remedy.kind === 'escalated' ? [['remedy.to', remedy.to]] : [['remedy.at', remedy.at]];
}

function requiredOfSignatory({ onBehalf, position }: Signatory): Required {
  return onBehalf === undefined ? [] : [['signatory.onBehalf.position', onBehalf.position], ['signatory.position', position]];
}

function requiredOfStop(notice: StopNotice): Required {
  return [
    ['applicant.name', notice.applicant.name],
    ['agencyName', notice.agencyName],
    ['receivedAt', notice.receivedAt],
    ['procedureName', notice.procedureName],
    ['dossierCode', notice.dossierCode],
    notice.cause.kind === 'not-supplemented' ? ['cause.dueAt', notice.cause.dueAt] : ['cause.at', notice.cause.at],
    ...(notice.cause.kind === 'decided' ? [['cause.decisionNumber', notice.cause.decisionNumber] as const] : []),
    ['reason', notice.reason],
    ...requiredOfSignatory(notice.signatory),
  ];
}
