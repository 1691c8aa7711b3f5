export type {
  ApologyLetter,
  ApologyRemedy,
  DateMovedNotice,
  FormNumber,
  FormNumbering,
  Letter,
  LetterFrame,
  LetterHeader,
  LetterParty,
  LetterProxy,
  LetterTemplate,
  Paper,
  PrintedAppointment,
  ReceiptSlip,
  ReceivedComponent,
  RefusalAfterIntake,
  RefusalCause,
  RefusalSlip,
  RequestedItem,
  Signatory,
  SigningCapacity,
  StopCause,
  StopNotice,
  SupplementRequestSlip,
} from './letter-data.js';
export type {
  BatchLine,
  ControlledHandover,
  ControlSlip,
  GuidanceSlip,
  HandoverRecord,
  HandoverSide,
  ResultHandover,
  ResultReceipt,
  Slip,
  SlipForm,
  TransferSlip,
  TransferTarget,
} from './slip-data.js';
export { type BlankSlips, renderBlankSlips } from './blank-slips.js';
export { renderSlip } from './render-slip.js';
export { type EditableLetter, isEditable, renderDocx } from './render-docx.js';
export { renderLetter } from './render-letter.js';
export { findMissingField, LetterFieldMissing } from './required-fields.js';
