import type { JSX } from 'react';

/** What stands between these marks in a sentence of another language is a Vietnamese name. */
const NAME = /“([^”]*)”/u;

/** A sentence with its Vietnamese names marked as such, so that a screen reader speaks them as they are spoken. */
export function Marked({ text }: { readonly text: string }): JSX.Element {
  // Split by a pattern with one group, every second part is a name.
  return <>{text.split(NAME).map((part, index) => (index % 2 === 0 ? part : <q key={String(index)} lang="vi">{part}</q>))}</>;
}
