import type { Dossier } from '../dossier-types.js';
import type { Paper } from '../intake/intake-draft.js';

type Component = Dossier['components'][number];
type Due = Dossier['fees']['due'][number];

/** A paper in a list to tick off: one that lies in the dossier as it was entered, or one that was not handed in. */
export interface PaperRow extends Component {
  readonly key: string;
  readonly name: string;
  readonly isHere: boolean;
}

/** A fee of the procedure and what is owed of it; null where it is not owed at all. */
export interface FeeRow {
  readonly fee: number;
  readonly name: string;
  readonly amount: number | null;
}

/** Papers in the order of the procedure; one that was entered twice, as an original and a copy, stands twice. What the procedure does not name comes last. */
export function paperRows(entered: readonly Component[], papers: readonly Paper[]): readonly PaperRow[] {
  const rowsOf = (code: string, name: string): readonly PaperRow[] => entered.filter((each) => each.code === code).map((each, place) => ({ ...each, key: `${code} ${String(place)}`, name, isHere: true }));
  const known = papers.flatMap(({ code, name, originals, copies }): readonly PaperRow[] => {
    const rows = rowsOf(code, name);
    return rows.length > 0 ? rows : [{ key: `${code} 0`, code, name, isHere: false, copies: Math.max(1, originals + copies), kind: originals > 0 ? 'original' : 'copy' }];
  });
  const others = [...new Set(entered.map(({ code }) => code))].filter((code) => !papers.some((paper) => paper.code === code));
  return [...known, ...others.flatMap((code) => rowsOf(code, code))];
}

/** The papers as ticked off; nothing where they are those that were entered, in whatever order. */
export function papersOf(rows: readonly PaperRow[], entered: readonly Component[]): Component[] | undefined {
  const here = rows.filter(({ isHere }) => isHere).map(({ code, copies, kind }) => ({ code, copies, kind }));
  return isSame(here, entered, ({ code, copies, kind }) => `${code} ${String(copies)} ${kind}`) ? undefined : here;
}

/** What is owed as typed; nothing where that is what was owed before. */
export function feesOf(rows: readonly FeeRow[], owed: readonly Due[]): { fee: number; amount: number }[] | undefined {
  const due = rows.flatMap(({ fee, amount }) => (amount === null ? [] : [{ fee, amount }]));
  return isSame(due, owed, ({ fee, amount }) => `${String(fee)} ${String(amount)}`) ? undefined : due;
}

function isSame<T>(some: readonly T[], others: readonly T[], key: (one: T) => string): boolean {
  return some.map(key).toSorted().join('\n') === others.map(key).toSorted().join('\n');
}
