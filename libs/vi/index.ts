export { ACTION_LABELS, COMMAND_LABELS } from './command-labels.js';
export { EVENT_LABELS } from './event-labels.js';
export { explanationLines, warningLines } from './explanation-lines.js';
export { explanationSummary } from './explanation-summary.js';
export { formatDateVi, formatDueVi, formatInstantVi, formatIsoDateVi, formatShortVi, formatTimeLimitVi } from './formats.js';
export { CHANNEL_LABELS, FORM_LABELS, PAUSE_GROUND_LABELS, PORTAL_STATUS_LABELS, PUNCTUALITY_LABELS, ROLE_LABELS, STATUS_LABELS } from './labels.js';
export { type ProblemCode, problemSentence } from './problem-sentences.js';
export { refusalSentence } from './refusal-sentences.js';
export { foldSearchText } from './search-text.js';
