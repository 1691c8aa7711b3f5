import type { components } from '../../api/schema.js';

/** Why a day differs from its week. */
export type DayKind = components['schemas']['CalendarYear']['months'][number]['days'][number]['kind'];

/** Kinds in the order of the legend. */
export const DAY_KINDS = ['holiday', 'compensation', 'swap-off', 'make-up', 'closure', 'special-hours'] as const satisfies readonly DayKind[];

/** Weekdays of a calendar, from Monday on. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
