import type { components } from '../../../api/schema.js';

/** One thing wrong with what is written, at its place. */
export type WrittenProblem = components['schemas']['ProcedureProblem'];

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
  return { term: { limit: { unit: 'working-days', amount: 5 }, start: 'on-receipt', end: 'same-clock' }, groups: [{ stages: [blankStage(id)] }] };
}

/** A step of the competent agency. */
export function blankStage(id: string): unknown {
  return { id, name: '', owner: 'competent', budget: { unit: 'office-hours', amount: 8 } };
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
