import type { components } from '../../api/schema.js';

type Schemas = components['schemas'];

/** A dossier as the server shows it to the person. */
export type Dossier = Schemas['Dossier'];
/** A line of a queue. */
export type DossierItem = Schemas['DossierPage']['items'][number];
/** A queue by its code. */
export type QueueCode = Schemas['QueuePage']['items'][number]['queue'];
/** What may be done with a dossier. */
export type CommandType = Dossier['allowedActions'][number];
/** An event of a dossier's history. */
export type TimelineEntry = Schemas['TimelineEntry'];
/** An action on many dossiers with what became of each. */
export type BulkAction = Schemas['BulkAction'];
/** Its effect before it is done. */
export type BulkPreview = Schemas['BulkPreview'];
/** What is done to many dossiers at once. */
export type BulkType = BulkAction['action'];
/** Something that waits for a signature. */
export type SignItem = Schemas['SignItem'];
