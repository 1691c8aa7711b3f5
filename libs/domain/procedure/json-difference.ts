import { sameJson } from './same-json.js';

/** One place at which two JSON values differ; a side that says nothing there is absent. */
export interface JsonChange {
  /** As parsers name places: `cases[0].parts`; blank for the whole value. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Where two JSON values differ, place by place, in the order of the later one. A list of another length is one place. */
export function jsonDifference(before: unknown, after: unknown, path = ''): readonly JsonChange[] {
  if (sameJson(before, after)) {
    return [];
  }
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])];
    return keys.flatMap((key) => jsonDifference(before[key], after[key], path === '' ? key : `${path}.${key}`));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return after.flatMap((item: unknown, index) => jsonDifference(before[index], item, `${path}[${String(index)}]`));
  }
  return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
