export type {
  ApologyLetter,
  ApologyRemedy,
  DateMovedNotice,
  FaultApology,
  FormNumber,
  FormNumbering,
  Letter,
  LetterFrame,
  LetterHeader,
  LetterParty,
  LetterProxy,
  LetterTemplate,
  Notice,
  NoticeFrame,
  Paper,
  PrintedAppointment,
  ReceiptMember,
  ReceiptSlip,
  ReceivedComponent,
  RefusalAfterIntake,
  RefusalCause,
  RefusalSlip,
  RequestedItem,
  ResultReadyNotice,
  Signatory,
  SigningCapacity,
  StopCause,
  StopNotice,
  SupplementRequestSlip,
  UncollectedReminder,
} from './letter-data.js';
export type {
  BatchLine,
  ControlledHandover,
  ControlSlip,
  EarlierUrging,
  GuidanceSlip,
  HandoverRecord,
  HandoverSide,
  ResultHandover,
  ResultReceipt,
  Slip,
  SlipForm,
  TransferSlip,
  TransferTarget,
  UrgingSlip,
} from './slip-data.js';
export { printForPractice } from './practice-mark.js';
export { type BlankSlips, renderBlankSlips } from './blank-slips.js';
export { getFontFile } from './fonts.js';
export { symbolOfForm, symbolOfNotice } from './form-titles.js';
export { prepareSignature, type SignatureField } from './prepare-signature.js';
export { renderSlip } from './render-slip.js';
export { type EditableLetter, isEditable, renderDocx } from './render-docx.js';
export { type OfficerEvaluation, renderOfficerEvaluation } from './officer-evaluation.js';
export { renderLetter } from './render-letter.js';
export { usualTexts } from './wording.js';
export { findMissingField, LetterFieldMissing } from './required-fields.js';
export type { RegisterBook, RegisterClosing, RegisterLine, RegisterVolume, SignedClosing } from './register-data.js';
export { renderRegisterCsv } from './register-csv.js';
export { streamTablePdf } from './streamed-pdf.js';
export { type StreamedCell, type StreamedTable, streamTableCsv, streamTableXlsx } from './streamed-table.js';
export { renderRegisterPdf } from './register-pdf.js';
export { REGISTER_SYMBOL } from './register-words.js';
export { renderRegisterXlsx } from './register-xlsx.js';
export { renderPlanReportDocx, renderPlanReportXlsx } from './plan-report.js';
export { type OnTimeRate, type PlanReport, REPORTED_STATES, type ReportedState, type ReportedTarget, type ReportedTask } from './plan-report-data.js';
export { planReportTable } from './plan-report-words.js';
export type { ParReport, ParTableLine } from './par-data.js';
export { HANDLING_COLUMNS, handlingDocument, type HandlingReport, PROGRESS_COLUMNS, progressDocument } from './handling-report.js';
export { renderReportCsv, csvLine } from './report-csv.js';
export { renderReportDocx } from './report-docx.js';
export { renderReportPdf } from './report-pdf.js';
export { renderReportXlsx } from './report-xlsx.js';
export { CATALOGUE_COLUMNS, CATALOGUE_LEVELS, catalogueDocument, type CatalogueLevel, type CatalogueLine, type LevelCounts } from './catalogue-report.js';
export { type GroupRate, type LateDossier, periodDocument } from './period-report.js';
export { frameLines, type ReportFrame } from './report-words.js';
export type { ReportCell, ReportColumn, ReportDocument, ReportRow, ReportTable } from './report-data.js';
export { renderParXlsx } from './par-xlsx.js';
export { type ParDocument, renderParDocx } from './render-par-docx.js';
export { writeZip, type ZipEntry } from './zip-file.js';
export { XLSX_MEDIA } from './xlsx-file.js';
