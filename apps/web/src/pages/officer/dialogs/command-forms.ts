import type { CommandRequest } from '../../../api/commands.js';
import type { Dossier } from '../types.js';

/** What a field of a form asks for; texts are `officer:fields.<name>`. */
export type FieldKind = 'words' | 'line' | 'amount' | 'moment' | 'officer' | 'agency' | 'delay-reason' | 'consultation' | 'opinion-outcome' | 'choice';

/** One field of a command's form. */
export interface FormField {
  readonly name: string;
  readonly kind: FieldKind;
  /** May be left empty. */
  readonly optional?: true;
  /** Of a choice: its codes, with words of the dossier's own, or else `officer:choices.<code>`. */
  readonly options?: (dossier: Dossier) => readonly { readonly value: string; readonly label?: string }[];
}

/** What was typed, by field; what is empty is missing. */
export type Typed = Readonly<Record<string, string | undefined>>;

/** A command as a form: its fields, and the command they make. Fields that must be filled are filled when `build` is called. */
export interface CommandForm {
  readonly type: CommandRequest['type'];
  readonly fields: readonly FormField[];
  readonly danger?: true;
  readonly build: (typed: Typed) => CommandRequest;
}

const words: FormField = { name: 'reason', kind: 'words' };
const optionalWords: FormField = { name: 'reason', kind: 'words', optional: true };
const number: FormField = { name: 'documentNumber', kind: 'line' };
const optionalNumber: FormField = { name: 'documentNumber', kind: 'line', optional: true };
const choice = (name: string, ...codes: readonly string[]): FormField => ({ name, kind: 'choice', options: () => codes.map((value) => ({ value })) });
const named = (grounds: Dossier['grounds']['pause']): readonly { readonly value: string; readonly label: string }[] => grounds.map(({ code, label }) => ({ value: code, label }));
const numbered = ({ documentNumber }: Typed): { documentNumber?: string } => (documentNumber === undefined ? {} : { documentNumber });
const said = ({ reason }: Typed): { text?: { reason: string } } => (reason === undefined ? {} : { text: { reason } });
const open = ({ stages }: Dossier): readonly { readonly value: string; readonly label: string }[] => stages.filter(({ status }) => status === 'open').map(({ id, name }) => ({ value: id, label: name }));
const done = ({ stages }: Dossier): readonly { readonly value: string; readonly label: string }[] => stages.filter(({ status }) => status === 'done').map(({ id, name }) => ({ value: id, label: name }));
const of = (typed: Typed, name: string): string => typed[name] ?? '';

/** The commands of officers and heads, in the order of their work; those of the desk are in the counter's dialogs. */
export const COMMAND_FORMS: readonly CommandForm[] = [
  { type: 'ConfirmReceipt', fields: [], build: () => ({ type: 'ConfirmReceipt', body: {} }) },
  { type: 'Assign', fields: [{ name: 'officer', kind: 'officer' }, { name: 'stage', kind: 'choice', optional: true, options: open }], build: (typed) => ({ type: 'Assign', body: { officer: of(typed, 'officer'), ...(typed['stage'] === undefined ? {} : { stage: typed['stage'] }) } }) },
  { type: 'ReturnToStage', fields: [{ name: 'stage', kind: 'choice', options: done }, words], build: (typed) => ({ type: 'ReturnToStage', body: { stage: of(typed, 'stage') }, text: { reason: of(typed, 'reason') } }) },
  {
    type: 'PauseClock',
    fields: [{ name: 'ground', kind: 'choice', options: ({ grounds }) => named(grounds.pause) }, { name: 'plannedEndAt', kind: 'moment', optional: true }, optionalNumber, optionalWords],
    build: (typed) => ({ type: 'PauseClock', body: { ground: of(typed, 'ground'), ...(typed['plannedEndAt'] === undefined ? {} : { plannedEndAt: typed['plannedEndAt'] }), ...numbered(typed) }, ...said(typed) }),
  },
  { type: 'ResumeClock', fields: [optionalNumber], build: (typed) => ({ type: 'ResumeClock', body: numbered(typed) }) },
  { type: 'RaiseFinancialObligation', fields: [{ name: 'amount', kind: 'amount', optional: true }, optionalNumber], build: (typed) => ({ type: 'RaiseFinancialObligation', body: { ...(typed['amount'] === undefined ? {} : { amount: Number(typed['amount']) }), ...numbered(typed) } }) },
  { type: 'ConfirmNoObligation', fields: [optionalNumber], build: (typed) => ({ type: 'ConfirmNoObligation', body: numbered(typed) }) },
  { type: 'RecordVoucher', fields: [{ name: 'voucherNumber', kind: 'line' }], build: (typed) => ({ type: 'RecordVoucher', body: { voucherNumber: of(typed, 'voucherNumber') } }) },
  { type: 'RecordPartyAnswer', fields: [optionalNumber], build: (typed) => ({ type: 'RecordPartyAnswer', body: numbered(typed) }) },
  { type: 'RecordPartyDelay', fields: [{ name: 'reasonCode', kind: 'delay-reason' }, { name: 'newDueAt', kind: 'moment' }, optionalNumber, optionalWords], build: (typed) => ({ type: 'RecordPartyDelay', body: { reasonCode: of(typed, 'reasonCode'), newDueAt: of(typed, 'newDueAt'), ...numbered(typed) }, ...said(typed) }) },
  {
    type: 'RequestOpinion',
    fields: [{ name: 'consultation', kind: 'consultation' }, { name: 'agency', kind: 'agency' }, optionalNumber, { name: 'content', kind: 'words', optional: true }],
    build: (typed) => ({ type: 'RequestOpinion', body: { consultation: of(typed, 'consultation'), agency: of(typed, 'agency'), ...numbered(typed) }, ...(typed['content'] === undefined ? {} : { text: { content: typed['content'] } }) }),
  },
  {
    type: 'RecordOpinion',
    fields: [{ name: 'opinion', kind: 'choice', options: ({ opinions }) => opinions.filter(({ answer, lapsedAt }) => answer === null && lapsedAt === null).map(({ number: each, name, agency }) => ({ value: String(each), label: `${name} – ${agency.name}` })) }, { name: 'outcome', kind: 'opinion-outcome' }, optionalNumber],
    build: (typed) => ({ type: 'RecordOpinion', body: { number: Number(typed['opinion']), outcome: of(typed, 'outcome') as 'agreed', ...numbered(typed) } }),
  },
  { type: 'ForecastLate', fields: [{ name: 'reasonCode', kind: 'delay-reason' }, optionalWords], build: (typed) => ({ type: 'ForecastLate', body: { reasonCode: of(typed, 'reasonCode') }, ...said(typed) }) },
  { type: 'SupplyDelayReason', fields: [{ name: 'reasonCode', kind: 'delay-reason' }, optionalWords], build: (typed) => ({ type: 'SupplyDelayReason', body: { reasonCode: of(typed, 'reasonCode') }, ...said(typed) }) },
  { type: 'ExtendTerm', fields: [{ name: 'extension', kind: 'choice', options: ({ extensions }) => extensions.filter(({ given }) => !given).map(({ code, name }) => ({ value: code, label: name })) }, { name: 'dueAt', kind: 'moment', optional: true }, optionalNumber, words], build: (typed) => ({ type: 'ExtendTerm', body: { extension: of(typed, 'extension'), ...(typed['dueAt'] === undefined ? {} : { dueAt: typed['dueAt'] }), ...numbered(typed) }, ...said(typed) }) },
  { type: 'FixDueDate', fields: [{ name: 'dueAt', kind: 'moment' }, { name: 'document', kind: 'line' }, { name: 'article', kind: 'line' }, optionalNumber], build: (typed) => ({ type: 'FixDueDate', body: { dueAt: of(typed, 'dueAt'), basis: { document: of(typed, 'document'), article: of(typed, 'article') }, ...numbered(typed) } }) },
  { type: 'RejectApology', fields: [choice('reasonCode', 'not-late', 'wrong-date', 'other'), optionalWords], danger: true, build: (typed) => ({ type: 'RejectApology', body: { reasonCode: of(typed, 'reasonCode') }, ...said(typed) }) },
  { type: 'AcknowledgeFault', fields: [choice('fault', 'wrong-result', 'lost-dossier'), optionalNumber, words], build: (typed) => ({ type: 'AcknowledgeFault', body: { fault: of(typed, 'fault') as 'wrong-result', ...numbered(typed) }, text: { reason: of(typed, 'reason') } }) },
  { type: 'Transfer', fields: [{ name: 'agency', kind: 'agency' }, choice('reasonCode', 'not-competent', 'reorganised')], build: (typed) => ({ type: 'Transfer', body: { agency: of(typed, 'agency'), reasonCode: of(typed, 'reasonCode') } }) },
  { type: 'RefuseAfterAppraisal', fields: [{ name: 'reasonCode', kind: 'choice', options: ({ grounds }) => named(grounds.refusal) }, number, words], danger: true, build: (typed) => ({ type: 'RefuseAfterAppraisal', body: { reasonCode: of(typed, 'reasonCode'), documentNumber: of(typed, 'documentNumber') }, text: { reason: of(typed, 'reason') } }) },
  { type: 'Suspend', fields: [{ name: 'decisionNumber', kind: 'line' }, words], danger: true, build: (typed) => ({ type: 'Suspend', body: { decisionNumber: of(typed, 'decisionNumber') }, text: { reason: of(typed, 'reason') } }) },
  { type: 'Cancel', fields: [choice('reasonCode', 'wrong-procedure', 'duplicate', 'test'), words], danger: true, build: (typed) => ({ type: 'Cancel', body: { reasonCode: of(typed, 'reasonCode') as 'duplicate' }, text: { reason: of(typed, 'reason') } }) },
  { type: 'Reopen', fields: [choice('reasonCode', 'court-decision', 'error', 'complaint'), { name: 'decisionNumber', kind: 'line', optional: true }, words], build: (typed) => ({ type: 'Reopen', body: { reasonCode: of(typed, 'reasonCode'), ...(typed['decisionNumber'] === undefined ? {} : { decisionNumber: typed['decisionNumber'] }) }, text: { reason: of(typed, 'reason') } }) },
  { type: 'ExcuseLateness', fields: [choice('ground', 'force-majeure', 'system-failure'), { name: 'decisionNumber', kind: 'line' }, optionalWords], build: (typed) => ({ type: 'ExcuseLateness', body: { ground: of(typed, 'ground'), decisionNumber: of(typed, 'decisionNumber') }, ...said(typed) }) },
  { type: 'ErasePersonalData', fields: [{ name: 'decisionNumber', kind: 'line' }], danger: true, build: (typed) => ({ type: 'ErasePersonalData', body: { decisionNumber: of(typed, 'decisionNumber') } }) },
];
