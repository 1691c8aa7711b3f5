import { personExportRequest, retentionConfirmRequest, retentionEraseRequest } from '../schemas/privacy.js';
import { accessSchema } from '../views/access-view.js';
import { retentionDueSchema, retentionOutcomesSchema } from '../views/retention-view.js';
import { PAGES } from './pages.js';

/** Names of the answers about personal data. */
export const PRIVACY_ANSWERS = {
  Access: accessSchema,
  AccessPage: PAGES.accesses,
  RetentionDue: retentionDueSchema,
  RetentionDuePage: PAGES.retentionDue,
  RetentionOutcomes: retentionOutcomesSchema,
};

/** Names of the requests. */
export const PRIVACY_REQUESTS = {
  PersonExportRequest: personExportRequest,
  RetentionConfirmRequest: retentionConfirmRequest,
  RetentionEraseRequest: retentionEraseRequest,
};
