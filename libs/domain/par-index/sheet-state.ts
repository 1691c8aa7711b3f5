import type { Instant } from '../time/instant.js';
import { type ParCatalogue, type ParItem, type ParRow, rowsOf } from './catalogue.js';
import type { Points } from './points.js';
import type { RowEntry, SheetEvent, SheetPayloads } from './sheet-events.js';

/** A change that waits for a second person. */
export interface OpenProposal {
  readonly seq: number;
  readonly by: string;
  readonly entry: RowEntry;
}

/** A score sheet as its events make it. */
export interface SheetState extends Readonly<SheetPayloads['SheetOpened']> {
  /** What is entered for each row, by its number; the event that entered it is `seq`. */
  readonly rows: ReadonlyMap<string, RowEntry & { readonly seq: number }>;
  readonly proposals: readonly OpenProposal[];
  readonly submitted?: SheetPayloads['SheetSubmitted'] & { readonly at: Instant; readonly by: string };
  readonly lastSeq: number;
}

/** The only maker of a sheet's state. Throws unless the first event opens the sheet and every later one fits. */
export function foldSheet(events: readonly SheetEvent[]): SheetState {
  const [first, ...later] = events;
  if (first?.type !== 'SheetOpened') {
    throw new Error('A score sheet begins with SheetOpened');
  }
  return later.reduce(foldSheetEvent, { ...first.payload, rows: new Map(), proposals: [], lastSeq: first.seq });
}

function foldSheetEvent(before: SheetState, event: SheetEvent): SheetState {
  const state = { ...before, lastSeq: event.seq };
  switch (event.type) {
    case 'SheetOpened':
      throw new Error('A score sheet is opened once');
    case 'CatalogueAdopted':
      return { ...state, version: event.payload.version };
    case 'RowScored':
      return { ...state, rows: withRow(state.rows, event.payload, event.seq) };
    case 'ChangeProposed':
      return { ...state, proposals: [...state.proposals, { seq: event.seq, by: event.actor.subject, entry: event.payload }] };
    case 'ChangeConfirmed': {
      const { proposal } = event.payload;
      const confirmed = state.proposals.find(({ seq }) => seq === proposal);
      if (confirmed === undefined) {
        throw new Error(`Proposal ${String(proposal)} is not open`);
      }
      return { ...state, rows: withRow(state.rows, confirmed.entry, confirmed.seq), proposals: state.proposals.filter(({ seq }) => seq !== proposal) };
    }
    case 'ChangeDeclined':
      return { ...state, proposals: state.proposals.filter(({ seq }) => seq !== event.payload.proposal) };
    case 'SheetSubmitted':
      return { ...state, submitted: { ...event.payload, at: event.occurredAt, by: event.actor.subject } };
  }
}

function withRow(rows: SheetState['rows'], entry: RowEntry, seq: number): SheetState['rows'] {
  return new Map([...rows, [entry.row, { ...entry, seq }]]);
}

/** What a row still lacks before the sheet can be submitted. */
export interface MissingRow {
  readonly row: string;
  readonly lacks: 'score' | 'evidence-or-explanation';
}

/** Rows that can be scored and are not, and scores that are neither proved nor explained. A row of unknown points lacks nothing: nobody can score it. */
export function missingRows(state: Pick<SheetState, 'rows'>, catalogue: ParCatalogue): readonly MissingRow[] {
  return scorableItems(catalogue).flatMap(({ code }): readonly MissingRow[] => {
    const entry = state.rows.get(code);
    if (entry?.score === undefined) {
      return [{ row: code, lacks: 'score' }];
    }
    return entry.evidence.length > 0 || entry.isExplained ? [] : [{ row: code, lacks: 'evidence-or-explanation' }];
  });
}

/** Rows that take a score of their own: those of known points that are no sum of parts. */
function scorableItems(catalogue: ParCatalogue): readonly ParItem[] {
  return rowsOf(catalogue).flatMap(({ item, isSum }) => (isSum || item.maximum === undefined ? [] : [item]));
}

/** The score of one of a catalogue's rows: its own, or the sum of its parts as far as they are scored; absent where there is none. */
export function scoreOf(state: Pick<SheetState, 'rows'>, rows: readonly ParRow[], code: string): Points | undefined {
  const scores = rows.flatMap(({ item, parent }) => (item.code === code || parent === code ? [state.rows.get(item.code)?.score] : []));
  const given = scores.filter((score) => score !== undefined);
  return given.length === 0 ? undefined : sumOf(given);
}

/** All points the sheet gives itself. */
export function totalScore(state: Pick<SheetState, 'rows'>): Points {
  return sumOf([...state.rows.values()].map(({ score }) => score ?? 0));
}

function sumOf(points: readonly Points[]): Points {
  return points.reduce((sum, each) => sum + each, 0);
}
