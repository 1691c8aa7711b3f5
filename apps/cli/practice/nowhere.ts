import type { LetterPorts } from '#service';

/** Takes every letter at once and says that it arrived: nothing leaves the house. */
export const NOWHERE: LetterPorts = {
  mailer: { send: () => Promise.resolve({ kind: 'sent', receipt: { server: 'practice' } }) },
  messages: { send: () => Promise.resolve({ kind: 'sent', receipt: { gateway: 'practice' } }), ask: () => Promise.resolve({ kind: 'delivered' }) },
};
