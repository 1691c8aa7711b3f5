import { describe, expect, test } from 'vitest';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { standingOf } from './standing.js';

const { state } = DossierLife.takenIn(rulesOf('1.012994'), '2026-08-19T09:00');
const due = state.dueAt ?? 0;
const soon = state.milestones.dueSoonAt ?? 0;
const finish = { at: due - 1, punctuality: 'early', delayMs: 0 } as const;
const pause = { at: due - 1, ground: 'public-posting', taken: { stages: [] } } as unknown as NonNullable<typeof state.pause>;

describe('a dossier stands', () => {
  test.each([
    ['in time until the warning', {}, soon - 1, 'in-time'],
    ['close to its date from the warning on', {}, soon, 'due-soon'],
    ['close to its date until the due minute itself', {}, due, 'due-soon'],
    ['late from the moment after, before anything recorded it', {}, due + 1, 'late'],
    ['late for good once it is recorded, whatever the date', { becameLateAt: at('2026-08-20T09:00') }, soon - 1, 'late'],
    ['still while its clock is paused', { pause }, due + 1, 'paused'],
    ['late though paused when it was late before', { pause, becameLateAt: at('2026-08-20T09:00') }, due + 1, 'late'],
    ['as it ended, whenever one looks', { status: 'finished', finish }, due + 1, 'early'],
    ['without a date where the procedure has none', { dueAt: undefined }, due + 1, 'undated'],
    ['nowhere before it is accepted', { status: 'registered' }, due + 1, undefined],
    ['nowhere once it is cancelled', { status: 'cancelled' }, due + 1, undefined],
  ] as const)('%s', (_rule, change, moment, standing) => {
    expect(standingOf({ ...state, ...change } as typeof state, moment)).toBe(standing);
  });
});
