import type { JSX } from 'react';

const MOST = 999;

/** A number beside an entry of the menu, with a plus where it is above `most`; nothing where nothing waits. Red is kept for what is late. */
export function MenuCount({ count, most = MOST, urgent = false }: { readonly count: number | undefined; readonly most?: number; readonly urgent?: boolean }): JSX.Element | null {
  if (count === undefined || count === 0) return null;
  return <span className={urgent ? 'menu-count urgent' : 'menu-count'}>{count > most ? `${String(most)}+` : count}</span>;
}
