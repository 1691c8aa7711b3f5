import type { JSX } from 'react';

/** The name of a procedure in a list: names of eleven lines exist, so two are shown; the whole is told to whoever points at it, and to who listens. */
export function ProcedureName({ name }: { readonly name: string }): JSX.Element {
  return <span className="procedure-name" title={name}>{name}</span>;
}
