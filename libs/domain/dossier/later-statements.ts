import type { DossierEvent } from './events.js';

/**
 * What events state since some version of the engine, and the same events before it do not: whose a delay is, what the statute gave a
 * dossier that ended and when it ends for one that is open, and the date of index 766 after a wait. The figures rest on them, so that leaving one out would bend them.
 */
export type LaterStatement = 'delay-shares' | 'statutory-limit' | 'statutory-date' | 'index-date';

/** Whether an event must make a statement, because it was written when the engine made it already. */
export type IsDemanded = (statement: LaterStatement, event: DossierEvent) => boolean;
