export { applyImport } from './apply-import.js';
export { applyStageLog, type StageLogOptions } from './apply-stage-log.js';
export { DOSSIER_COLUMNS, OPTIONAL_DOSSIER_COLUMNS } from './dossier-line.js';
export type { Finding, ImportListener, ImportSummary, Problem, ReadLine, SourceLine, UnreadableLine, Warning } from './findings.js';
export type { ImportOptions } from './import-run.js';
export { OPTIONAL_STAGE_COLUMNS, STAGE_COLUMNS } from './stage-line.js';
