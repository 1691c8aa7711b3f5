import { caseEventOfRow, type CaseState, foldCase, type TaskState, type TextRef } from '#domain';
import { readCaseRecords } from '../cases/case-records.js';
import { readCaseLedger } from '../cases/case-rows.js';
import type { Engine } from '../engine.js';
import type { TaskWording } from './confirmed-task.js';

/** A task as its events make it, with what its records say in words. */
export interface ShownTask {
  readonly id: string;
  readonly state: CaseState & { readonly own: TaskState };
  readonly wording: TaskWording;
  /** The words a reference of the state stands for; nothing for one that was erased. */
  readonly words: (ref: TextRef | undefined) => string | undefined;
}

const UNKNOWN: TaskWording = { reference: '', sections: [], title: '', result: '', scheduleText: '', targets: [], planNumber: '' };

/** A task by its code; `undefined` when no task bears it. */
export async function findAssignedTask(engine: Pick<Engine, 'database' | 'vault'>, code: string): Promise<ShownTask | undefined> {
  const row = await engine.database.read.first<{ id: string }>(`SELECT id FROM deadline_case WHERE code = $1 AND kind = 'task'`, [code]);
  return row === undefined ? undefined : showTask(engine, row.id);
}

/** A task by the identifier of its case. */
export async function showTask({ database, vault }: Pick<Engine, 'database' | 'vault'>, id: string): Promise<ShownTask | undefined> {
  const [ledger, records] = await Promise.all([readCaseLedger(database.read, id), readCaseRecords(database.read, vault, id)]);
  const events = ledger.map(caseEventOfRow);
  const state = foldCase(events);
  if (state.own.kind !== 'task') {
    return undefined;
  }
  const opening = events.find((event) => event.type === 'CaseOpened');
  const wording = opening?.payload.text === undefined ? undefined : records.get(opening.payload.text.version)?.data;
  return {
    id,
    state: { ...state, own: state.own },
    wording: { ...UNKNOWN, ...wording },
    words: (ref) => {
      const said = ref === undefined ? undefined : records.get(ref.version)?.data['text'];
      return typeof said === 'string' ? said : undefined;
    },
  };
}
