import { useState, type JSX, type ReactNode } from 'react';
import { Button } from 'antd';
import { ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useEditor } from './editor-context.js';
import { Problems } from './fields.js';
import { at, earlier, type Place, without } from './written.js';

/** A list of one kind of thing: each in a box of its own that can be dropped and moved before the one above, and a button for one more. */
export function ListOf({ place, title, add, drop, blank, least = 0, isItemOneField = false, children }: {
  readonly place: Place;
  /** Heading of each item. */
  readonly title: (index: number) => string;
  readonly add: string;
  readonly drop: (index: number) => string;
  readonly blank: (count: number) => unknown;
  /** Fewest items: the last ones cannot be dropped. */
  readonly least?: number;
  /** Each item is one field, which says itself what is wrong with it. */
  readonly isItemOneField?: boolean;
  readonly children: (place: Place, index: number) => ReactNode;
}): JSX.Element {
  const { t } = useTranslation('admin');
  const { written, change } = useEditor();
  const value = at(written, place);
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [];
  // Each item keeps its fields, with what is typed in them, when one before it is dropped.
  const [keys, setKeys] = useState<readonly string[]>(() => list.map(() => crypto.randomUUID()));
  const dropAt = (index: number): void => {
    setKeys(keys.filter((_, position) => position !== index));
    change(place, without(list, index));
  };
  const moveUp = (index: number): void => {
    setKeys(earlier(keys, index));
    change(place, earlier(list, index));
  };
  const addOne = (): void => {
    setKeys([...keys, crypto.randomUUID()]);
    change(place, [...list, blank(list.length)]);
  };
  return (
    <div>
      <Problems place={place} />
      {list.map((_, index) => (
        <fieldset key={keys[index] ?? index} className="nested bare">
          <legend>{title(index)}</legend>
          {isItemOneField ? null : <Problems place={[...place, index]} />}
          {children([...place, index], index)}
          {index === 0 ? null : <Button type="link" size="small" icon={<ArrowUpOutlined aria-hidden />} onClick={() => { moveUp(index); }}>{t('editor.moveUp', { what: title(index) })}</Button>}
          {list.length <= least ? null : <Button type="link" danger size="small" icon={<DeleteOutlined aria-hidden />} onClick={() => { dropAt(index); }}>{drop(index)}</Button>}
        </fieldset>
      ))}
      <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={addOne}>{add}</Button>
    </div>
  );
}
