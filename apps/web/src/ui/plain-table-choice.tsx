import { useRef, type JSX, type Key, type MouseEvent } from 'react';
import { Checkbox } from 'antd';

/** Boxes before the lines, for what is done with several at once. */
export interface Choosing<T> {
  readonly selectedRowKeys: readonly Key[];
  /** Told the names of all lines that are chosen, of those that are shown; with `keepsUnseen` of the others too. */
  readonly onChange: (keys: readonly Key[]) => void;
  /** A list that begins anew shows its first page: what is chosen beyond it stays so. */
  readonly keepsUnseen?: boolean;
  /** What names the box of a line to screen readers. */
  readonly getCheckboxProps: (row: T) => object;
  /** The same of the box above all. */
  readonly getTitleCheckboxProps: () => object;
}

/** The boxes of a table. */
interface Boxes<T> {
  readonly all: JSX.Element;
  readonly of: (row: T, name: Key) => JSX.Element;
}

/**
 * Boxes as antd's table has them: the one above all chooses every line, or none where all are chosen; with the shift key pressed a box takes along
 * the lines since the one before.
 * @param names of the lines, in their order
 */
export function useBoxes<T>(names: readonly Key[], choosing: Choosing<T> | undefined): Boxes<T> | undefined {
  const last = useRef<Key>(undefined);
  if (choosing === undefined) return undefined;
  const { selectedRowKeys, onChange, getCheckboxProps, getTitleCheckboxProps, keepsUnseen = false } = choosing;
  const chosen = new Set(selectedRowKeys);
  const isAll = names.length > 0 && names.every((name) => chosen.has(name));
  const tell = (keys: Iterable<Key>): void => { onChange(keepsUnseen ? [...keys] : [...keys].filter((key) => names.includes(key))); };
  const toggle = (name: Key, withShift: boolean): void => {
    const touched = withShift && last.current !== undefined ? between(names, last.current, name) : [name];
    const isAdding = touched.some((key) => !chosen.has(key));
    last.current = isAdding ? name : undefined;
    tell(isAdding ? new Set([...chosen, ...touched]) : [...chosen].filter((key) => !touched.includes(key)));
  };
  return {
    all: <Checkbox {...getTitleCheckboxProps()} checked={isAll} indeterminate={!isAll && names.some((name) => chosen.has(name))} disabled={names.length === 0} onChange={() => { last.current = undefined; tell(isAll ? [...chosen].filter((key) => !names.includes(key)) : new Set([...chosen, ...names])); }} />,
    of: (row, name) => <Checkbox {...getCheckboxProps(row)} checked={chosen.has(name)} onChange={({ nativeEvent }) => { toggle(name, (nativeEvent as unknown as MouseEvent).shiftKey); }} />,
  };
}

/** The names from one to another, both among them. */
function between(names: readonly Key[], one: Key, other: Key): readonly Key[] {
  const places = [names.indexOf(one), names.indexOf(other)];
  return names.slice(Math.max(0, Math.min(...places)), Math.max(...places) + 1);
}
