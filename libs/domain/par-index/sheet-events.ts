import type { EvidenceRef } from '../deadline-case/case-events.js';
import type { Actor } from '../dossier/actor.js';
import type { TextRef } from '../dossier/commands.js';
import type { Instant } from '../time/instant.js';
import type { Points } from './points.js';

/** A row as it is entered: absent points take the score back. `text` refers to basis, explanation, reason and titles of files. */
export interface RowEntry {
  readonly row: string;
  readonly score?: Points;
  readonly evidence: readonly EvidenceRef[];
  readonly isExplained: boolean;
  readonly text?: TextRef;
}

/** What happens to a score sheet. Payloads hold no text of people. */
export interface SheetPayloads {
  readonly SheetOpened: { readonly agency: string; readonly year: number; readonly catalogue: string; readonly version: number; readonly opensAt: Instant; readonly closesAt: Instant; readonly dueAt: Instant };
  readonly CatalogueAdopted: { readonly version: number };
  readonly RowScored: RowEntry;
  /** A change after the window, with its reason; it holds once a second person confirms it. */
  readonly ChangeProposed: RowEntry;
  readonly ChangeConfirmed: { readonly proposal: number };
  readonly ChangeDeclined: { readonly proposal: number };
  /** The sheet is frozen under the hash of its canonical JSON. */
  readonly SheetSubmitted: { readonly sha256: string; readonly total: Points; readonly isLate: boolean };
}

/** Type of a sheet's event. */
export type SheetEventType = keyof SheetPayloads;

/** An event not yet written. */
export type NewSheetEvent = { readonly [T in SheetEventType]: { readonly type: T; readonly payload: SheetPayloads[T] } }[SheetEventType];

/** An event of a sheet, with its place, its author and when it happened. */
export type SheetEvent = NewSheetEvent & { readonly seq: number; readonly actor: Actor; readonly occurredAt: Instant };
