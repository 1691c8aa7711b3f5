/** Task queue of the dossiers' workflows and of the transitions they ask for. */
export const DOSSIER_QUEUE = 'dossier';

/** Task queue of outgoing letters; its workers take no more than a gateway bears. */
export const LETTER_QUEUE = 'letters';

/** Task queue of cases: their workers have slots of their own, so that a province's mass of deadlines never waits before a counter. */
export const CASE_QUEUE = 'cases';

const DOSSIER_PREFIX = 'dossier:';

/** Workflow id of a dossier: at most one run of it is open at any time. */
export function dossierWorkflowId(dossierId: string): string {
  return `${DOSSIER_PREFIX}${dossierId}`;
}

/** The dossier a workflow id belongs to, or `undefined` when it is no dossier's. */
export function findDossierId(workflowId: string): string | undefined {
  return workflowId.startsWith(DOSSIER_PREFIX) ? workflowId.slice(DOSSIER_PREFIX.length) : undefined;
}

/** Workflow id of a publication, feedback or task: at most one run of it is open at any time. */
export function caseWorkflowId(caseId: string): string {
  return `case:${caseId}`;
}

/** Id of the schedule that makes a kind of report, and of the workflows it starts. */
export function reportScheduleId(report: string): string {
  return `report:${report}`;
}

/** Workflow id of a letter's delivery: the letter's business key, so a letter has one delivery whoever starts it. */
export function letterWorkflowId(key: string): string {
  return `letter:${key}`;
}
