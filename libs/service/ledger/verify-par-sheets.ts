import { findSheetFault, foldSheet, frozenSheet, type SheetEvent, sheetEventOfRow } from '#domain/figures';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { checkCommitment } from '../personal/personal-record.js';
import { listAllSheets, readRowRecords, readSheetLedger, type RowRecord, type SheetHead, textsByRow } from '../par-index/sheet-ledger.js';
import type { LedgerFault } from './fault.js';

const SHEETS_AT_ONCE = 200;

/**
 * Checks the score sheets of the PAR INDEX in order of their ids: chain and head, what is said in words against the commitments of its events,
 * and a submitted sheet against the hash it was frozen under. The first fault, or `undefined`.
 */
export async function findParSheetFault(engine: Pick<Engine, 'vault' | 'sha256'>, tx: Pick<Transaction, 'first' | 'rows'>): Promise<LedgerFault | undefined> {
  let after: string | undefined;
  for (;;) {
    const sheets = await listAllSheets(tx, SHEETS_AT_ONCE, after);
    for (const sheet of sheets) {
      const detail = await faultOf(engine, tx, sheet);
      if (detail !== undefined) {
        return { kind: 'score-sheet', detail: `the score sheet of ${sheet.agency} for ${String(sheet.year)} (${sheet.id}): ${detail}` };
      }
    }
    after = sheets.at(-1)?.id;
    if (sheets.length < SHEETS_AT_ONCE) {
      return undefined;
    }
  }
}

async function faultOf(engine: Pick<Engine, 'vault' | 'sha256'>, tx: Pick<Transaction, 'first' | 'rows'>, sheet: SheetHead): Promise<string | undefined> {
  const rows = await readSheetLedger(tx, sheet.id);
  const broken = findSheetFault(sheet.id, rows, sheet.head, engine.sha256);
  if (broken !== undefined) {
    return `event ${String(broken.seq)} is broken (${broken.fault})`;
  }
  const events = rows.map(sheetEventOfRow);
  const records = await readRowRecords(tx, engine, sheet.id);
  const unproved = events.find((event) => !isProved(event, records));
  if (unproved !== undefined) {
    return `what event ${String(unproved.seq)} says in words is missing or is not what it committed to`;
  }
  const state = foldSheet(events);
  const { submitted } = state;
  if (submitted?.at !== sheet.submittedAt) {
    return 'its row and its events differ on when it was submitted';
  }
  const texts = new Map([...records].map(([version, { data }]) => [version, data]));
  return submitted === undefined || engine.sha256(frozenSheet(state, textsByRow(state, texts))) === submitted.sha256 ? undefined : 'it does not give the hash it was submitted under';
}

function isProved(event: SheetEvent, records: ReadonlyMap<number, RowRecord>): boolean {
  const text = event.type === 'RowScored' || event.type === 'ChangeProposed' ? event.payload.text : undefined;
  const record = text && records.get(text.version);
  return text === undefined || (record !== undefined && checkCommitment(record, text.commitment));
}
