import { z } from 'zod';
import { instantIn, reference } from './atoms.js';

/** Choices of an intake for which a date is asked, without persons and papers. A client may send a time here: nothing is written. */
export const deadlineQuestion = z
  .strictObject({
    procedureCode: reference,
    caseCode: reference.exactOptional().meta({ description: 'The usual case of the procedure when absent' }),
    agencyCode: reference.meta({ description: 'The agency competent to decide' }),
    receivingAgencyCode: reference.exactOptional().meta({ description: 'The desk; that of the asker, or the one that serves the agency, when absent' }),
    placeCode: reference.exactOptional().meta({ description: 'Where the matter lies: some terms are longer in remote communes' }),
    channel: z.enum(['counter', 'online', 'post']),
    receivedAt: instantIn.exactOptional().meta({ description: 'When the filing is complete at the desk; now when absent' }),
    submittedAt: instantIn.exactOptional().meta({ description: 'When an online filing was sent; its answer is counted from then' }),
    competentReceivedAt: instantIn.exactOptional().meta({ description: 'When the competent agency of a non-territorial filing confirms the papers; as planned when absent' }),
  })
  .superRefine(({ channel, receivedAt, submittedAt, competentReceivedAt }, context) => {
    if (submittedAt !== undefined && channel !== 'online') {
      context.addIssue({ code: 'custom', path: ['submittedAt'], message: 'is only for channel online' });
    }
    if (submittedAt !== undefined && receivedAt !== undefined && submittedAt > receivedAt) {
      context.addIssue({ code: 'custom', path: ['submittedAt'], message: 'must not be after receivedAt' });
    }
    if (competentReceivedAt !== undefined && receivedAt === undefined) {
      context.addIssue({ code: 'custom', path: ['competentReceivedAt'], message: 'needs receivedAt beside it' });
    }
    if (competentReceivedAt !== undefined && receivedAt !== undefined && competentReceivedAt < receivedAt) {
      context.addIssue({ code: 'custom', path: ['competentReceivedAt'], message: 'must not be before receivedAt' });
    }
  });
/** A `deadlineQuestion` that was checked, instants as epoch milliseconds. */
export type DeadlineQuestionBody = z.output<typeof deadlineQuestion>;
