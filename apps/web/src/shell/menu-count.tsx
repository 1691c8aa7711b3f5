import type { JSX } from 'react';
import { formatLength } from '../format/numbers.js';

const MOST = 999;

/** A number beside an entry of the menu, with a plus where it is above `most` or there are `more` than it says; nothing where nothing waits. Red is kept for what is late. */
export function MenuCount({ count, more = false, most = MOST, urgent = false }: { readonly count: number | undefined; readonly more?: boolean | undefined; readonly most?: number; readonly urgent?: boolean }): JSX.Element | null {
  if (count === undefined || count === 0) return null;
  return <span className={urgent ? 'menu-count urgent' : 'menu-count'}>{formatLength({ count: Math.min(count, most), more: more || count > most })}</span>;
}
