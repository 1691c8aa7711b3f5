import type { Instant } from '#domain';
import { foldSheet, type MissingRow, missingRows, type ParCatalogue, type ParRow, type Points, type RowText, rowsOf, scoreOf, sheetEventOfRow, type SheetState, totalScore } from '#domain/figures';
import type { Engine } from '../engine.js';
import type { StoredFile } from '../files/files.js';
import { listParEvidence } from './evidence.js';
import { catalogueOfSheet } from './give-sheet-command.js';
import { findSheet, readRowTexts, readSheetLedger, type SheetHead, textsByRow } from './sheet-ledger.js';
import { type HeldTarget, listHeldTargets } from './targets.js';

/** A file that proves a row, with its title. */
export interface RowFile extends StoredFile {
  readonly title: string;
}

/** A line of the score table as it is shown and printed. */
export interface SheetLine extends ParRow {
  readonly score?: Points;
  readonly target?: HeldTarget;
  readonly text?: RowText;
  readonly files: readonly RowFile[];
  readonly lacks?: MissingRow['lacks'];
}

/** A score sheet with everything there is to see of it. */
export interface SheetPage {
  readonly sheet: SheetHead;
  readonly state: SheetState;
  /** When the last event shown happened. */
  readonly changedAt: Instant;
  readonly catalogue: ParCatalogue;
  readonly lines: readonly SheetLine[];
  readonly total: Points;
  readonly missing: readonly MissingRow[];
  /** Everything said in words, by version. */
  readonly texts: ReadonlyMap<number, RowText>;
}

/** A sheet as it stands, or as it stood right after an event; `undefined` when there is none. */
export async function showSheet(engine: Pick<Engine, 'database' | 'vault'>, id: string, upTo = Infinity): Promise<SheetPage | undefined> {
  const { read } = engine.database;
  const sheet = await findSheet(read, id);
  if (sheet === undefined) {
    return undefined;
  }
  const events = (await readSheetLedger(read, id)).map(sheetEventOfRow).filter(({ seq }) => seq <= upTo);
  const state = foldSheet(events);
  const [catalogue, texts, files, targets] = [await catalogueOfSheet(engine, state), await readRowTexts(read, engine, id), await listParEvidence(read, id), await listHeldTargets(read, state.agency, state.year)];
  const said = textsByRow(state, texts);
  const missing = missingRows(state, catalogue);
  const rows = rowsOf(catalogue);
  const lines = rows.map((row): SheetLine => {
    const { code } = row.item;
    const [score, target, text] = [scoreOf(state, rows, code), targets.find((held) => held.catalogue === state.catalogue && held.criterion === code), said.get(code)];
    const lacks = missing.find((part) => part.row === code)?.lacks;
    return {
      ...row,
      files: filesOf(state, code, files, text),
      ...(score === undefined ? {} : { score }),
      ...(target === undefined ? {} : { target }),
      ...(text === undefined ? {} : { text }),
      ...(lacks === undefined ? {} : { lacks }),
    };
  });
  return { sheet, state, changedAt: events.at(-1)?.occurredAt ?? state.opensAt, catalogue, lines, total: totalScore(state), missing, texts };
}

/** How a sheet stands at a moment. */
export type SheetStanding = 'not-open' | 'open' | 'changes-by-two' | 'submitted';

/** Whether rows may be entered, and how. */
export function standingOfSheet({ submitted, opensAt, closesAt }: SheetState, at: Instant): SheetStanding {
  if (submitted !== undefined) {
    return 'submitted';
  }
  return at < opensAt ? 'not-open' : at < closesAt ? 'open' : 'changes-by-two';
}

function filesOf(state: SheetState, code: string, files: ReadonlyMap<string, StoredFile>, text: RowText | undefined): readonly RowFile[] {
  return (state.rows.get(code)?.evidence ?? []).flatMap(({ file }) => {
    const known = files.get(file);
    return known === undefined ? [] : [{ ...known, title: text?.titles[file] ?? file }];
  });
}
