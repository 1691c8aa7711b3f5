import { proposalRequestSchema } from '../schemas/command-request.js';
import { bulkPreviewRequest, bulkRequest, followRequest, noteRequest } from '../schemas/officer.js';
import { bulkLineSchema, bulkPageSchema, bulkPreviewSchema, bulkSchema } from '../views/bulk-view.js';
import { followSchema, noteSchema } from '../views/dossier-work-view.js';
import { proposalSchema, signItemSchema, signListSchema } from '../views/proposal-view.js';
import { PAGES } from './pages.js';

/** Names of the answers about what officers and heads keep beside the ledger. */
export const OFFICER_ANSWERS = {
  BulkPreview: bulkPreviewSchema,
  BulkAction: bulkSchema,
  BulkActionLine: bulkLineSchema,
  BulkActionPage: bulkPageSchema,
  DossierNote: noteSchema,
  DossierNotePage: PAGES.notes,
  DossierFollow: followSchema,
  DossierFollowPage: PAGES.follows,
  Proposal: proposalSchema,
  ProposalPage: PAGES.proposals,
  SignItem: signItemSchema,
  SignList: signListSchema,
};

/** Names of the requests. */
export const OFFICER_REQUESTS = {
  BulkPreviewRequest: bulkPreviewRequest,
  BulkActionRequest: bulkRequest,
  NoteRequest: noteRequest,
  FollowRequest: followRequest,
  ProposalRequest: proposalRequestSchema,
};
