import type { DossierEvent, DossierState, Rules } from '#domain';
import { snapshotsOf } from './calendars/rules-shelf.js';
import type { Engine } from './engine.js';
import type { Reader } from './rule-book.js';

/**
 * The rules of every calendar version a dossier's events were written under or moved away from, and of `further` ones, by
 * snapshot. What is returned throws for any other: a date is counted under the version its event names.
 */
export async function rulesOfEvents({ rules: book }: Pick<Engine, 'rules'>, tx: Reader, events: readonly DossierEvent[], state: DossierState, further: readonly string[] = []): Promise<(snapshot: string) => Rules> {
  const known = new Map<string, Rules>();
  for (const snapshot of new Set([...snapshotsOf(events), ...further])) {
    known.set(snapshot, await book.rules(tx, state.procedure.code, state.procedure.version, snapshot));
  }
  return (snapshot) => {
    const found = known.get(snapshot);
    if (found === undefined) {
      throw new RangeError(`The rules of snapshot ${snapshot} were not read: no event names it`);
    }
    return found;
  };
}
