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
export { type BlankSlips, renderBlankSlips } from './blank-slips.js';
export { getFontFile } from './fonts.js';
export { symbolOfForm } from './form-titles.js';
export { prepareSignature, type SignatureField } from './prepare-signature.js';
export { renderLetter } from './render-letter.js';
export { usualTexts } from './wording.js';
export { findMissingField, LetterFieldMissing } from './required-fields.js';
export type { RegisterBook, RegisterClosing, RegisterLine, RegisterVolume } from './register-data.js';
export { renderRegisterPdf } from './register-pdf.js';
export { renderRegisterXlsx } from './register-xlsx.js';
