import type { Channel, Instant } from '#domain';
import { type Count, type Dimension, DIMENSIONS, DOSSIER_DIMENSIONS, type DossierDimension, type Period, type RateName } from '#domain/figures';

/** What a question may narrow down: what cells tell apart, and what only dossiers do. */
export type AskedDimension = Dimension | DossierDimension;

/** Whose figures are asked for. Everything but the province may be left open. */
export type FigureScope = { readonly province: string } & Readonly<Partial<Record<AskedDimension, string>>>;

/** What figures may be told apart by in one answer. Officers are not among them: nothing ranks people. */
export type FigureGroup = Exclude<AskedDimension, 'officer'>;

/** A question about figures. `at` is the asker's clock: what is due before it and not yet recorded counts as overdue. */
export interface FigureQuery {
  readonly scope: FigureScope;
  readonly period: Period;
  readonly rates: readonly RateName[] | 'all';
  readonly groupBy?: FigureGroup;
  /** Tells every group apart by channel too: a group is then called as `groupOfChannel` says. */
  readonly byChannel?: true;
  /** Counts wanted beside those the rates are made of; every count there is when absent, which takes longer by groups. */
  readonly counts?: readonly Count[];
  readonly at: Instant;
}

/** The same question, whatever the days. */
export type AnyDaysQuery = Omit<FigureQuery, 'period'>;

const BEFORE_CHANNEL = '/';

/** What the figures of a group by one channel are called in the answer to a question `byChannel`. */
export function groupOfChannel(group: string, channel: Channel): string {
  return `${group}${BEFORE_CHANNEL}${channel}`;
}

/** The group that is called so. */
export function withoutChannel(called: string): string {
  return called.slice(0, called.lastIndexOf(BEFORE_CHANNEL));
}

/** What a question tells figures apart by. */
export function askedGroups({ groupBy, byChannel }: Pick<FigureQuery, 'groupBy' | 'byChannel'>): readonly FigureGroup[] {
  return [...(groupBy === undefined ? [] : [groupBy]), ...(byChannel === undefined ? [] : ['channel' as const])];
}

/** Everything cells or dossiers must tell apart to answer a question. */
export function toldApart(query: AnyDaysQuery): readonly AskedDimension[] {
  return [...askedDimensions(query.scope), ...askedGroups(query)];
}

/** SQL: the group a row belongs to; `columns` names the column of each dimension. */
export function groupIn(query: Pick<FigureQuery, 'groupBy' | 'byChannel'>, columns: Partial<Record<FigureGroup, string>>): string {
  const [first, ...others] = askedGroups(query).map((group) => columns[group] ?? `''`);
  return first === undefined ? `''` : [first, ...others].join(` || '${BEFORE_CHANNEL}' || `);
}

/** Gathers the parameters of a statement while its text is written. */
export class Parameters {
  readonly values: unknown[] = [];

  /** The placeholder of a value; the type is written out, so that no statement depends on a guess. */
  add(value: number | string, type: 'bigint' | 'integer' | 'text' | 'uuid'): string {
    this.values.push(value);
    return `$${String(this.values.length)}::${type}`;
  }

  /** The placeholder of a column of values. */
  addArray(values: readonly (boolean | number | string | null)[], type: 'boolean' | 'bigint' | 'integer' | 'text'): string {
    this.values.push(values);
    return `$${String(this.values.length)}::${type}[]`;
  }
}

/** SQL: the condition that rows belong to a scope; `columns` names the column of each dimension. */
export function inScope(scope: FigureScope, columns: Partial<Record<AskedDimension, string>>, parameters: Parameters): string {
  const conditions = askedDimensions(scope).flatMap((dimension) => {
    const column = columns[dimension];
    return column === undefined ? [] : [`${column} = ${parameters.add(scope[dimension] ?? '', 'text')}`];
  });
  return [`province = ${parameters.add(scope.province, 'text')}`, ...conditions].join(' AND ');
}

/** The dimensions a scope narrows down. */
export function askedDimensions(scope: FigureScope): readonly AskedDimension[] {
  return [...DIMENSIONS, ...DOSSIER_DIMENSIONS].filter((dimension) => scope[dimension] !== undefined);
}
