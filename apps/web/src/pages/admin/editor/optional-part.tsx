import type { JSX, ReactNode } from 'react';
import { Checkbox } from 'antd';
import { useEditor } from './editor-context.js';
import { Problems } from './fields.js';
import { at, pathOf, type Place } from './written.js';

/** Something a procedure may have or not: chosen, its fields stand below; no longer chosen, it is taken away whole. */
export function OptionalPart({ place, label, blank, children }: { readonly place: Place; readonly label: string; readonly blank: () => unknown; readonly children: ReactNode }): JSX.Element {
  const { written, change } = useEditor();
  const isThere = at(written, place) !== undefined;
  return (
    <div className={isThere ? 'nested' : undefined}>
      <Checkbox id={pathOf(place)} checked={isThere} onChange={({ target }) => { change(place, target.checked ? blank() : undefined); }}>{label}</Checkbox>
      <Problems place={place} />
      {isThere ? children : null}
    </div>
  );
}
