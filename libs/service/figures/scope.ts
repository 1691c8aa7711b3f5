import { type Dimension, DIMENSIONS, type Instant, type Period, type RateName } from '#domain';

/** Whose figures are asked for. Everything but the province may be left open. */
export type FigureScope = { readonly province: string } & Readonly<Partial<Record<Dimension, string>>>;

/** What figures may be told apart by in one answer. Officers are not among them: nothing ranks people. */
export type FigureGroup = Exclude<Dimension, 'officer'>;

/** A question about figures. `at` is the asker's clock: what is due before it and not yet recorded counts as overdue. */
export interface FigureQuery {
  readonly scope: FigureScope;
  readonly period: Period;
  readonly rates: readonly RateName[] | 'all';
  readonly groupBy?: FigureGroup;
  readonly at: Instant;
}

/** Gathers the parameters of a statement while its text is written. */
export class Parameters {
  readonly values: unknown[] = [];

  /** The placeholder of a value; the type is written out, so that no statement depends on a guess. */
  add(value: number | string, type: 'bigint' | 'integer' | 'text'): string {
    this.values.push(value);
    return `$${String(this.values.length)}::${type}`;
  }
}

/** SQL: the condition that rows belong to a scope; `columns` names the column of each dimension. */
export function inScope(scope: FigureScope, columns: Partial<Record<Dimension, string>>, parameters: Parameters): string {
  const conditions = askedDimensions(scope).flatMap((dimension) => {
    const column = columns[dimension];
    return column === undefined ? [] : [`${column} = ${parameters.add(scope[dimension] ?? '', 'text')}`];
  });
  return [`province = ${parameters.add(scope.province, 'text')}`, ...conditions].join(' AND ');
}

/** The dimensions a scope narrows down. */
export function askedDimensions(scope: FigureScope): readonly Dimension[] {
  return DIMENSIONS.filter((dimension) => scope[dimension] !== undefined);
}
