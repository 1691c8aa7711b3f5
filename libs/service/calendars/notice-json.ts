import { z } from 'zod';
import { type NoticeEntry, NoticeError, type NoticeProblem, readEntry } from './notice-entry.js';

const SHAPE = 'must be an object {"days": [{"date", "kind", "name", "swapWith", "hours"}]}';

const schema = z.strictObject(
  {
    id: z.string().optional(),
    name: z.string().optional(),
    years: z.unknown().optional(),
    week: z.never({ error: 'is not part of a notice: hours of the week are changed in the layer itself' }).optional(),
    days: z.array(
      z.strictObject({
        date: z.string(),
        kind: z.string().optional(),
        name: z.string(),
        source: z.string().optional(),
        swapWith: z.string().optional(),
        hours: z.array(z.tuple([z.string(), z.string()])).optional(),
      }),
    ),
  },
  { error: ({ code }) => (code === 'invalid_type' ? SHAPE : undefined) },
);

/**
 * Days of a JSON file `{"days": [{"date", "kind", "name", "swapWith", "hours", "source"}]}`, which a layer of a calendar is as
 * well. What it says about years is not taken: the person who imports it says which year it confirms.
 * @throws NoticeError with every fault by its place
 */
export function entriesOfJson(text: string): readonly NoticeEntry[] {
  const { days } = shapeOf(text);
  const problems: NoticeProblem[] = [];
  const entries = days.flatMap(({ date, kind, name, source, swapWith, hours }, index) => {
    const at = (problem: NoticeProblem): void => {
      problems.push({ ...problem, field: `days[${String(index)}].${problem.field}` });
    };
    const spans = hours?.map(([from, to]) => `${from}-${to}`).join(' ');
    const written = {
      line: index + 1,
      date,
      name,
      ...(kind === undefined ? {} : { kind }),
      ...(source === undefined ? {} : { source }),
      ...(swapWith === undefined ? {} : { swapWith }),
      ...(spans === undefined ? {} : { hours: spans }),
    };
    return readEntry(written, at) ?? [];
  });
  if (problems.length > 0) {
    throw new NoticeError(problems.map(({ field, reason, detail }) => ({ field, reason, detail })));
  }
  return entries;
}

function shapeOf(text: string): z.output<typeof schema> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new NoticeError([{ field: 'file', reason: 'malformed', detail: `is no JSON: ${error instanceof Error ? error.message : String(error)}` }]);
  }
  const read = schema.safeParse(json);
  if (!read.success) {
    throw new NoticeError(read.error.issues.map(({ path, message }) => ({ field: placeOf(path), reason: 'malformed', detail: message })));
  }
  return read.data;
}

function placeOf(path: readonly PropertyKey[]): string {
  const text = path.reduce<string>((place, key) => (typeof key === 'number' ? `${place}[${String(key)}]` : `${place}${place === '' ? '' : '.'}${String(key)}`), '');
  return text === '' ? 'file' : text;
}
