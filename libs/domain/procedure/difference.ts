import { FACT_SECTIONS, type FactPiece, type ProcedureFact } from './fact.js';
import { factsOf } from './facts.js';
import type { ProcedureVersion } from './procedure.js';
import { sameJson } from './same-json.js';

/** One thing two versions say differently, with what each says of it. */
export interface ProcedureChange extends Pick<ProcedureFact, 'section' | 'name' | 'key'> {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before?: readonly FactPiece[];
  readonly after?: readonly FactPiece[];
}

/** What changed from one version to another, section by section, in the order of the later version; nothing when they say the same. */
export function differenceOf(before: ProcedureVersion, after: ProcedureVersion): readonly ProcedureChange[] {
  const [old, new_] = [keyed(factsOf(before)), keyed(factsOf(after))];
  const changes = [
    ...[...new_].flatMap(([key, { section, name, says }]): readonly ProcedureChange[] => {
      const was = old.get(key);
      if (was === undefined) {
        return [{ section, name, key, kind: 'added', after: says }];
      }
      return sameJson(was.says, says) ? [] : [{ section, name, key, kind: 'changed', before: was.says, after: says }];
    }),
    ...[...old].flatMap(([key, { section, name, says }]): readonly ProcedureChange[] => (new_.has(key) ? [] : [{ section, name, key, kind: 'removed', before: says }])),
  ];
  return FACT_SECTIONS.flatMap((section) => changes.filter((change) => change.section === section));
}

/** Facts by their key; what a version says twice under one key (two fees of one name) is told apart by its place. */
function keyed(facts: readonly ProcedureFact[]): ReadonlyMap<string, ProcedureFact> {
  const found = new Map<string, ProcedureFact>();
  for (const one of facts) {
    let key = one.key;
    for (let again = 2; found.has(key); again += 1) {
      key = `${one.key}#${String(again)}`;
    }
    found.set(key, one);
  }
  return found;
}
