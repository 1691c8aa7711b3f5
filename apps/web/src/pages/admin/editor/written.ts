/** One thing wrong with what is written, at its place, and how it is put right. */
export interface WrittenProblem {
  readonly code: string;
  readonly path: string;
  readonly sentence: string;
  readonly fix: string;
}

/** What is being written: any JSON, because a form that is being filled in need not have the form of a procedure yet. */
export type Written = Readonly<Record<string, unknown>>;

/** A place in it, name by name: `['cases', 0, 'parts']`. */
export type Place = readonly (string | number)[];

/** A place as the server names it: `cases[0].parts`. */
export function pathOf(place: Place): string {
  return place.map((step, index) => (typeof step === 'number' ? `[${String(step)}]` : index === 0 ? step : `.${step}`)).join('');
}

/** What stands at a place; `undefined` where nothing does. */
export function at(value: unknown, place: Place): unknown {
  return place.reduce<unknown>((inside, step) => (typeof inside === 'object' && inside !== null ? (inside as Readonly<Record<string | number, unknown>>)[step] : undefined), value);
}

/** The same with something else at a place; `undefined` takes it away. */
export function put(value: unknown, place: Place, next: unknown): unknown {
  const [step, ...rest] = place;
  if (step === undefined) return next;
  if (typeof step === 'number') {
    const list = Array.isArray(value) ? [...(value as readonly unknown[])] : [];
    list[step] = put(list[step], rest, next);
    return list;
  }
  const { [step]: before, ...others } = (typeof value === 'object' && value !== null ? value : {}) as Written;
  const after = put(before, rest, next);
  if (after === undefined) return others;
  // The order of the keys stays as it was: what is compared is read by people.
  return before === undefined ? { ...others, [step]: after } : Object.fromEntries(Object.entries(value as Written).map(([key, item]) => [key, key === step ? after : item]));
}

/** A list with one of its items one place earlier. */
export function earlier<T>(list: readonly T[], index: number): readonly T[] {
  const [moved] = list.slice(index, index + 1);
  return moved === undefined || index === 0 ? list : [...list.slice(0, index - 1), moved, ...list.slice(index - 1, index), ...list.slice(index + 1)];
}

/** A list without one of its items. */
export function without(list: readonly unknown[], index: number): readonly unknown[] {
  return list.filter((_, position) => position !== index);
}

/** A case with one step that fills its term. */
export function blankCase(code: string): unknown {
  return {
    code, name: '',
    parts: [blankPart('b1')],
    components: [],
  };
}

/** A part of a term with one step. */
export function blankPart(id: string): unknown {
  return { term: blankTerm(), groups: [{ stages: [blankStage(id)] }] };
}

/** A term of five working days. */
export function blankTerm(): unknown {
  return { limit: { unit: 'working-days', amount: 5 }, start: 'on-receipt', end: 'same-clock' };
}

/** A step of the competent agency. */
export function blankStage(id: string): unknown {
  return { id, name: '', owner: 'competent', budget: { unit: 'office-hours', amount: 8 } };
}

/** An id no step of a case has: a dossier's steps are known by it alone. */
export function freeStage(one: unknown): string {
  const taken = new Set(idsIn(one));
  let number = 1;
  while (taken.has(`b${String(number)}`)) number += 1;
  return `b${String(number)}`;
}

function idsIn(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]: [string, unknown]) => (key === 'id' ? [item] : idsIn(item)));
}

/** A procedure nobody has written anything of, with the rules most procedures have (NĐ 61/2018). */
export function blankProcedure(day: string): Written {
  return {
    code: '', name: '', field: { code: '', name: '' }, effectiveFrom: day, competentAgencies: [], nonTerritorial: false, channels: ['counter', 'online'], immediate: false,
    cases: [blankCase('')],
    pauseGrounds: [],
    supplement: { clock: 'restart', applicantLimit: { unit: 'working-days', amount: 30 }, requestLimit: { agency: { unit: 'working-days', amount: 3 } }, closeAs: 'withdrawn' },
    answer: { limit: { unit: 'working-hours', amount: 8 }, alert: { unit: 'working-hours', amount: 6 } },
    apology: { at: 'before-expiry', lead: { unit: 'working-days', amount: 2 }, letterLimit: { unit: 'working-days', amount: 1 } },
    fees: [], legalBases: [], results: [], sources: [],
  };
}

/** A place in the law nobody has named yet. */
export function blankCitation(): unknown {
  return { document: '', article: '' };
}

/** A decision nobody has named yet. */
export function blankDecision(): unknown {
  return { number: '', date: '' };
}

/** Somebody outside who has the work during a pause, with one case for everybody. */
export function blankParty(): unknown {
  return { code: '', name: '', budgets: [blankBudget('c1')], basis: { document: '' } };
}

/** Time of a body outside for one case. */
export function blankBudget(code: string): unknown {
  return { code, name: '', limit: { unit: 'working-days', amount: 5 } };
}

/** An opinion that may be asked for; silence is late unless the law says otherwise. */
export function blankConsultation(code: string): unknown {
  return { code, name: '', limit: { unit: 'working-days', amount: 5 }, silence: 'late', basis: { document: '' } };
}

/** How a case without a term comes to its date, or that it has none, under the law that was named before. */
export function blankDating(by: 'person' | 'nobody', law: unknown): unknown {
  return by === 'nobody' ? { by, law: law ?? blankCitation() } : { by, law: law ?? blankCitation(), awaits: '', atIntake: false, pause: 'shift' };
}

/** As the editor writes it: a bare ground of a pause becomes a rule its law adds nothing to, so that something can be added. */
export function expanded(written: Written): Written {
  return kept(written, (part, key) => (key === 'pauseGrounds' ? eachOf(part, (entry) => (typeof entry === 'string' ? { ground: entry } : entry)) : part));
}

/** As the catalogue has it: a ground its law adds nothing to is bare again, and parts a procedure need not have are left out where nothing stands in them. Places stay what they are. */
export function compacted(written: Written): Written {
  const compactedPart: Readonly<Record<string, (part: unknown) => unknown>> = {
    pauseGrounds: (grounds) => eachOf(grounds, bareGround),
    cases: (cases) => eachOf(cases, (one) => (isWritten(one) ? kept(one, (part, key) => (key === 'channelTerms' ? filled(part) : part)) : one)),
    consultations: filled,
    extensions: filled,
    legalParts: (parts) => (isWritten(parts) ? filled(kept(parts, filled)) : parts),
  };
  return kept(written, (part, key) => {
    const change = compactedPart[key];
    return change === undefined ? part : change(part);
  });
}

function eachOf(list: unknown, change: (item: unknown) => unknown): unknown {
  return Array.isArray(list) ? (list as readonly unknown[]).map(change) : list;
}

function bareGround(entry: unknown): unknown {
  return isWritten(entry) && Object.keys(entry).length === 1 && entry['ground'] !== undefined ? entry['ground'] : entry;
}

/** `undefined` for a list or an object without anything in it. */
function filled(value: unknown): unknown {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0 ? undefined : value;
}

/** Each part changed in its place; those that become `undefined` are left out. */
function kept(value: Written, change: (item: unknown, key: string) => unknown): Written {
  const changed = Object.entries(value).map(([key, item]): readonly [string, unknown] => [key, change(item, key)]);
  return Object.fromEntries<unknown>(changed.filter(([, item]) => item !== undefined));
}

function isWritten(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
