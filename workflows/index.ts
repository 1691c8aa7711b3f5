export type { DossierActivities, LetterActivities } from './activities.js';
export { deliverLetterWorkflow, type LetterInput } from './deliver-letter.workflow.js';
export { type DossierInput, dossierWorkflow } from './dossier.workflow.js';
export { deliverCommandUpdate, goOnSignal, nudgeSignal, viewQuery } from './messages.js';
export { DOSSIER_QUEUE, dossierWorkflowId, findDossierId, LETTER_QUEUE, letterWorkflowId } from './names.js';
