import type { Key } from 'react';
import type { TableProps } from 'antd';

/** What names a line of a table; its place where nothing does. */
export function rowName<T extends object>(row: T, rowKey: TableProps<T>['rowKey'], index: number): Key {
  if (typeof rowKey === 'function') return rowKey(row, index);
  const name = valueAt(row, rowKey ?? 'key');
  return typeof name === 'string' || typeof name === 'number' ? name : index;
}

/** What a line holds under a name, or under names of parts of parts. */
export function valueAt(row: object, at: unknown): unknown {
  const path = Array.isArray(at) ? (at as readonly unknown[]) : [at];
  return path.reduce<unknown>((value, step) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[String(step)] : undefined), row);
}
