import type { JSX } from 'react';

/** Keeps what is shown up to date with what others do. */
export function Live(): JSX.Element | null {
  return null;
}
