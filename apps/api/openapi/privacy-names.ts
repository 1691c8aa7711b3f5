import { accessSchema } from '../views/access-view.js';
import { PAGES } from './pages.js';

/** Names of the answers about personal data. */
export const PRIVACY_ANSWERS = {
  Access: accessSchema,
  AccessPage: PAGES.accesses,
};
