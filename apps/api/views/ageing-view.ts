import { z } from 'zod';
import type { AgeingBucket } from '#domain/figures';
import type { AgeingGroup } from '#service/figures';
import { ageingLabel } from '#vi';
import { instantOut } from '../schemas/atoms.js';

const bucket = z.strictObject({
  kind: z.enum(['left', 'over', 'age']).meta({ description: 'Working days left until the due date, since it, or since the dossier came in' }),
  from: z.int(),
  to: z.int().nullable(),
  label: z.string(),
  count: z.int(),
});

const group = z.strictObject({
  key: z.string(),
  label: z.string(),
  open: z.int(),
  overdue: z.int(),
  due: z.array(bucket).meta({ description: 'The longest overdue first; with paused, undated and uncounted they sum to open' }),
  paused: z.int(),
  undated: z.int(),
  uncounted: z.int().meta({ description: 'Beyond the years of the agency\'s calendar' }),
  age: z.array(bucket).meta({ description: 'The oldest first; with uncountedAge they sum to open' }),
  uncountedAge: z.int(),
});

/** Open dossiers by age, on the calendars of their competent agencies. */
export const ageingSchema = z.strictObject({
  asOf: instantOut,
  scope: z.strictObject({ province: z.string(), agency: z.string().exactOptional(), procedure: z.string().exactOptional(), field: z.string().exactOptional(), channel: z.string().exactOptional() }),
  formula: z.string(),
  formulaVi: z.string(),
  groupBy: z.enum(['agency', 'procedure', 'field']).nullable(),
  total: group,
  items: z.array(group),
});
/** Ages as they are answered. */
export type AgeingAnswer = z.output<typeof ageingSchema>;

/** The ages of one group. */
export function viewAgeing({ group: key, open, due, age, paused, undated, uncounted }: AgeingGroup, label: string): AgeingAnswer['total'] {
  const overdue = due.reduce((sum, { kind, count }) => sum + (kind === 'over' ? count : 0), 0);
  return { key, label, open, overdue, due: due.map(viewBucket), paused, undated, uncounted: uncounted.due, age: age.map(viewBucket), uncountedAge: uncounted.age };
}

function viewBucket(one: AgeingBucket & { readonly count: number }): AgeingAnswer['total']['due'][number] {
  return { kind: one.kind, from: one.from, to: one.to ?? null, label: ageingLabel(one), count: one.count };
}
