import type { Actor } from '../dossier/actor.js';
import { formatInstant, type Instant } from '../time/instant.js';
import { type ParCatalogue, type ParRow, rowsOf } from './catalogue.js';
import { decimalOf } from './points.js';
import type { NewSheetEvent, RowEntry } from './sheet-events.js';
import { missingRows, type SheetState, totalScore } from './sheet-state.js';

/** What people may ask of a score sheet. */
export type SheetCommand =
  | { readonly type: 'ScoreRow'; readonly entry: RowEntry; readonly hasReason: boolean }
  | { readonly type: 'AnswerProposal'; readonly proposal: number; readonly answer: 'confirm' | 'decline' }
  | { readonly type: 'AdoptCatalogue'; readonly version: number }
  | { readonly type: 'SubmitSheet'; readonly sha256: string };

/** Why a sheet does not do what was asked. */
export const SHEET_REFUSALS = [
  'par-submitted',
  'par-window-not-open',
  'par-unknown-row',
  'par-sum-row',
  'par-maximum-unknown',
  'par-above-maximum',
  'par-reason-missing',
  'par-proposal-not-open',
  'par-same-person',
  'par-proposals-open',
  'par-incomplete',
  'par-nothing-scored',
  'par-rows-lost',
] as const;
/** One of the reasons. */
export type SheetRefusalCode = (typeof SHEET_REFUSALS)[number];

/** What a command came to: events to append, or the reason there are none, with what it is about. */
export type SheetDecision =
  | { readonly kind: 'accepted'; readonly events: readonly NewSheetEvent[] }
  | { readonly kind: 'refused'; readonly code: SheetRefusalCode; readonly about?: string };

/**
 * Decides a command on a sheet that is scored by `catalogue` (for `AdoptCatalogue` the version to be adopted). Inside the window rows are
 * entered at once; after it a change needs a reason and holds once somebody else confirms it; what is submitted stands still.
 */
export function decideSheet(state: SheetState, catalogue: ParCatalogue, command: SheetCommand, by: Pick<Actor, 'subject'>, at: Instant): SheetDecision {
  if (state.submitted !== undefined) {
    return refused('par-submitted');
  }
  switch (command.type) {
    case 'ScoreRow':
      return decideRow(state, catalogue, command, at);
    case 'AnswerProposal':
      return answerProposal(state, command, by);
    case 'AdoptCatalogue':
      return adopt(state, catalogue, command.version);
    case 'SubmitSheet':
      return submit(state, catalogue, command.sha256, at);
  }
}

function decideRow(state: SheetState, catalogue: ParCatalogue, { entry, hasReason }: Extract<SheetCommand, { type: 'ScoreRow' }>, at: Instant): SheetDecision {
  if (at < state.opensAt) {
    return refused('par-window-not-open', formatInstant(state.opensAt));
  }
  const objection = objectToEntry(entry, rowsOf(catalogue));
  if (objection !== undefined) {
    return objection;
  }
  if (at < state.closesAt) {
    return accepted({ type: 'RowScored', payload: entry });
  }
  return hasReason ? accepted({ type: 'ChangeProposed', payload: entry }) : refused('par-reason-missing');
}

function objectToEntry({ row, score }: RowEntry, rows: readonly ParRow[]): SheetDecision | undefined {
  const found = rows.find(({ item }) => item.code === row);
  if (found === undefined) {
    return refused('par-unknown-row', row);
  }
  if (found.isSum) {
    return refused('par-sum-row', row);
  }
  if (score === undefined) {
    return undefined;
  }
  const { maximum } = found.item;
  if (maximum === undefined) {
    return refused('par-maximum-unknown', row);
  }
  return score > maximum ? refused('par-above-maximum', String(decimalOf(maximum))) : undefined;
}

function answerProposal(state: SheetState, { proposal, answer }: Extract<SheetCommand, { type: 'AnswerProposal' }>, by: Pick<Actor, 'subject'>): SheetDecision {
  const open = state.proposals.find(({ seq }) => seq === proposal);
  if (open === undefined) {
    return refused('par-proposal-not-open', String(proposal));
  }
  if (answer === 'decline') {
    return accepted({ type: 'ChangeDeclined', payload: { proposal } });
  }
  return open.by === by.subject ? refused('par-same-person') : accepted({ type: 'ChangeConfirmed', payload: { proposal } });
}

/** A version may add names and points; it may not take away what is already scored. */
function adopt(state: SheetState, catalogue: ParCatalogue, version: number): SheetDecision {
  if (version === state.version) {
    return { kind: 'accepted', events: [] };
  }
  const rows = rowsOf(catalogue);
  const waiting = state.proposals.map(({ entry }) => entry);
  const lost = [...state.rows.values(), ...waiting].find((entry) => objectToEntry(entry, rows) !== undefined);
  return lost === undefined ? accepted({ type: 'CatalogueAdopted', payload: { version } }) : refused('par-rows-lost', lost.row);
}

function submit(state: SheetState, catalogue: ParCatalogue, sha256: string, at: Instant): SheetDecision {
  const missing = missingRows(state, catalogue);
  if (state.proposals.length > 0) {
    return refused('par-proposals-open', state.proposals.map(({ entry }) => entry.row).join(', '));
  }
  if (missing.length > 0) {
    return refused('par-incomplete', missing.map(({ row }) => row).join(', '));
  }
  if (![...state.rows.values()].some(({ score }) => score !== undefined)) {
    return refused('par-nothing-scored');
  }
  return accepted({ type: 'SheetSubmitted', payload: { sha256, total: totalScore(state), isLate: at > state.dueAt } });
}

function accepted(event: NewSheetEvent): SheetDecision {
  return { kind: 'accepted', events: [event] };
}

function refused(code: SheetRefusalCode, about?: string): SheetDecision {
  return about === undefined ? { kind: 'refused', code } : { kind: 'refused', code, about };
}
