export type { CaseActivities, DossierActivities, LetterActivities, ReportActivities } from './activities.js';
export { deliverLetterWorkflow, type LetterInput } from './deliver-letter.workflow.js';
export { type DossierInput, dossierWorkflow } from './dossier.workflow.js';
export { type ReportInput, reportWorkflow } from './report.workflow.js';
export { type CaseInput, feedbackWorkflow, publicationWorkflow, taskWorkflow } from './deadline-case.workflow.js';
export { caseViewQuery, deliverCommandUpdate, goOnSignal, nudgeSignal, viewQuery } from './messages.js';
export { CASE_QUEUE, caseWorkflowId, DOSSIER_QUEUE, dossierWorkflowId, findDossierId, LETTER_QUEUE, letterWorkflowId, reportScheduleId } from './names.js';
