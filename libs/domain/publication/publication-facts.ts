import type { IssuerLevel, ItemChange, SubjectKind } from './announcement.js';
import type { LeadOutcome } from './lead-check.js';
import type { PostedItem, PostingPlace } from './publication-settings.js';

/** One place an item has to reach: the end of its clock where that has begun, and the click where there was one. */
export interface PlaceFact {
  readonly place: PostingPlace;
  readonly dueAt?: number;
  readonly clickedAt?: number;
}

/** One item of a decision with everything figures are told from. */
export interface AnnouncedFact {
  /** Code of the item's publication. */
  readonly publication: string;
  /** Code of the announcement. */
  readonly announcement: string;
  readonly level: IssuerLevel;
  /** ISO local day. */
  readonly signedOn: string;
  readonly leads: { readonly decree: LeadOutcome; readonly index: LeadOutcome };
  readonly kind: SubjectKind;
  readonly code: string;
  readonly version: number;
  readonly change: ItemChange;
  readonly places: readonly PlaceFact[];
}

/** A procedure that takes dossiers at the end of the period. */
export interface ProcedureFact {
  readonly code: string;
  /** Whether its version has all its legal parts. */
  readonly complete: boolean;
}

/** A desk, with the posting of one of what it has to keep posted; absent where nothing was ever set. */
export interface PostedItemFact {
  readonly agency: string;
  readonly item: PostedItem;
  readonly publication?: string;
  readonly clickedAt?: number;
}

/** How a place stands at a moment. A click at the very end is in time; an end that passed unmet is late. */
export const PLACE_STANDINGS = ['in-time', 'late', 'overdue', 'running', 'awaiting'] as const;
export type PlaceStanding = (typeof PLACE_STANDINGS)[number];

/** The standing of a place at `asOf`. What was clicked by then counts, whenever it was entered. */
export function placeStanding({ dueAt, clickedAt }: Pick<PlaceFact, 'dueAt' | 'clickedAt'>, asOf: number): PlaceStanding {
  if (dueAt === undefined) {
    return 'awaiting';
  }
  if (clickedAt !== undefined && clickedAt <= asOf) {
    return clickedAt <= dueAt ? 'in-time' : 'late';
  }
  return dueAt < asOf ? 'overdue' : 'running';
}
