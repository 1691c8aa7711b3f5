import type { components } from '../../api/schema.js';

/** A dossier as the server shows it to the person. */
export type Dossier = components['schemas']['Dossier'];
/** A line of a queue. */
export type DossierItem = components['schemas']['DossierItem'];
/** A queue by its code. */
export type QueueCode = components['schemas']['Queue']['queue'];
/** What may be done with a dossier. */
export type CommandType = Dossier['allowedActions'][number];
