import { boardSchema, letterCodeSentSchema, letterSessionSchema, lookUpSchema, publicDossierSchema, publicFeedbackSchema, publicLetterSchema, publicRatingSchema } from '../views/public-view.js';
import { callScreenSchema, queueDeskSchema, queueDeskStateSchema, queueTicketSchema } from '../views/queue-ticket-view.js';
import { PAGES } from './pages.js';

/** Names of the answers anybody is given, and of the numbers of those who wait. */
export const PUBLIC_ANSWERS = {
  PublicDossier: publicDossierSchema,
  LookUp: lookUpSchema,
  LetterCodeSent: letterCodeSentSchema,
  LetterSession: letterSessionSchema,
  PublicLetter: publicLetterSchema,
  PublicLetterPage: PAGES.publicLetters,
  PublicRating: publicRatingSchema,
  PublicFeedback: publicFeedbackSchema,
  Board: boardSchema,
  QueueDesk: queueDeskSchema,
  QueueDeskPage: PAGES.queueDesks,
  QueueDeskState: queueDeskStateSchema,
  QueueTicket: queueTicketSchema,
  CallScreen: callScreenSchema,
};
