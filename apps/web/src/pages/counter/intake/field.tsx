import type { JSX, ReactNode } from 'react';

/** A field with its label above it and what is wrong with it below; the label names the control inside. */
export function Field({ label, wrong, wide, children }: { readonly label: string; readonly wrong?: string | undefined; readonly wide?: boolean; readonly children: ReactNode }): JSX.Element {
  return (
    <label className={wide === true ? 'field wide' : 'field'}>
      <span className="label">{label}</span>
      {children}
      {wrong === undefined ? null : <span className="wrong" role="alert">{wrong}</span>}
    </label>
  );
}
