import { z } from 'zod';
import { INDEX_INPUTS, type IndexChange } from '#domain/figures';
import { reference } from './atoms.js';
import { checkPeriod, periodFields } from './figure-query.js';

const period = {
  agency: reference.exactOptional().meta({ description: 'Its own dossiers, procedures and feedback; the whole province where absent' }),
  ...periodFields,
};

/** Whose index, over which days. */
export const nationalIndexQuery = z.strictObject(period).superRefine(checkPeriod);
/** A `nationalIndexQuery` that was checked. */
export type NationalIndexQuery = z.output<typeof nationalIndexQuery>;

const input = z.enum(INDEX_INPUTS);
const count = z.int().min(0).max(1_000_000_000);
const HUNDREDTHS = 100;

/** Percentages have two decimals at most. */
const change = z.union([
  z.strictObject({ input, more: z.int().min(-1_000_000_000).max(1_000_000_000).meta({ description: 'So many more, or fewer, in the numerator' }) }),
  z.strictObject({ input, share: z.number().min(0).max(100).multipleOf(0.01).meta({ description: 'This percentage of the denominator' }) }),
  z.strictObject({ input, numerator: count, denominator: count }),
], 'must hold an input and one of more, share (0 to 100, at most two decimals), or numerator and denominator');
type Change = z.output<typeof change>;

/** Most changes supposed at once. */
const MOST_CHANGES = 40;

/** What is supposed; nothing is stored. */
export const simulationRequest = z
  .strictObject({ ...period, changes: z.array(change).min(1).max(MOST_CHANGES) })
  .superRefine(checkPeriod)
  .meta({ examples: [{ month: '2026-11', agency: 'H99.31', changes: [{ input: 'in-time', more: 12 }, { input: 'dossiers-online', share: 50 }, { input: 'papers-digitised', numerator: 80, denominator: 100 }] }] });
/** A `simulationRequest` that was checked. */
export type SimulationRequest = z.output<typeof simulationRequest>;

/** A change as the domain takes it. */
export function changeOf(asked: Change): IndexChange {
  if ('more' in asked) {
    return { kind: 'more', input: asked.input, more: asked.more };
  }
  if ('share' in asked) {
    return { kind: 'share', input: asked.input, share: Math.round(asked.share * HUNDREDTHS) };
  }
  return { kind: 'counts', input: asked.input, n: asked.numerator, d: asked.denominator };
}
