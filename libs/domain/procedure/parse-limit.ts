import type { TimeLimit } from '../deadline/time-limit.js';
import { amount, count, oneOf, type Reader, shapeOf, variantOf } from './json-shape.js';

type InUnit<Unit> = Extract<TimeLimit, { readonly unit: Unit }>;

/** A time limit in its unit. */
export const limit: Reader<TimeLimit> = variantOf<TimeLimit>('unit', {
  'working-days': shapeOf<InUnit<'working-days'>>({ unit: oneOf(['working-days']), amount }, {}),
  'working-hours': shapeOf<InUnit<'working-hours'>>({ unit: oneOf(['working-hours']), amount }, {}),
  'calendar-days': shapeOf<InUnit<'calendar-days'>>({ unit: oneOf(['calendar-days']), amount }, {}),
  months: shapeOf<InUnit<'months'>>({ unit: oneOf(['months']), amount: count }, {}),
  years: shapeOf<InUnit<'years'>>({ unit: oneOf(['years']), amount: count }, {}),
  'same-day': shapeOf<InUnit<'same-day'>>({ unit: oneOf(['same-day']) }, {}),
});
