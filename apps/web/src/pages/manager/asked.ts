import { useSearchParams } from 'react-router';

/** What figures are asked for, as it stands in the address: a page can be kept, sent and gone back to. Codes only, never people. */
export interface Asked {
  readonly period?: string;
  readonly bounds?: 'report';
  readonly from?: string;
  readonly to?: string;
  readonly agency?: string;
  readonly field?: string;
  readonly procedure?: string;
}

/** Changes parts of the address; `undefined` takes one out. */
export type ChangeAsked = (parts: Readonly<Record<string, string | undefined>>) => void;

/** The question of the address, and how it is changed. */
export function useAsked(): { readonly asked: Asked; readonly words: URLSearchParams; readonly change: ChangeAsked } {
  const [words, setWords] = useSearchParams();
  const change: ChangeAsked = (parts) => {
    setWords((before) => withParts(before, parts), { replace: true });
  };
  return { asked: readAsked(words), words, change };
}

/** The question an address holds. */
export function readAsked(words: URLSearchParams): Asked {
  const text = (name: string): string | undefined => words.get(name) ?? undefined;
  return given({
    period: text('period'), bounds: words.get('bounds') === 'report' ? ('report' as const) : undefined, from: text('from'), to: text('to'), agency: text('agency'), field: text('field'), procedure: text('procedure'),
  });
}

/** Which days are asked for; the present month where nothing is said. */
export function periodOf({ period, bounds, from, to }: Asked): Pick<Asked, 'period' | 'bounds' | 'from' | 'to'> {
  return from === undefined || to === undefined ? given({ period, bounds }) : { from, to };
}

/** Whose figures are asked for. */
export function scopeOf({ agency, field, procedure }: Asked): Pick<Asked, 'agency' | 'field' | 'procedure'> {
  return given({ agency, field, procedure });
}

/** An address with a question in it. */
export function addressOf(path: string, ...parts: readonly object[]): string {
  const words = new URLSearchParams(Object.entries(Object.assign({}, ...parts) as Readonly<Record<string, string | number | undefined>>).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  return words.size === 0 ? path : `${path}?${words.toString()}`;
}

/** An object without the fields nothing is said of. */
export function given<T extends object>(fields: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { readonly [K in keyof T]?: Exclude<T[K], undefined> };
}

function withParts(before: URLSearchParams, parts: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const next = new URLSearchParams(before);
  for (const [name, value] of Object.entries(parts)) {
    if (value === undefined || value === '') next.delete(name);
    else next.set(name, value);
  }
  return next;
}
