import { expect } from 'vitest';
import { addCalendarDays, formatLocalDate, parseLocalDate } from '#domain';
import { computeNextImpact } from '#service';
import { calendarDraftSchema } from '../../apps/api/views/calendar-draft-view.js';
import type { Answer, Call, startTestApi } from './api-harness.js';

export const DRAFTS = '/api/v1/calendar-drafts';
export const AUTHOR: Call = { as: { role: 'admin', agency: 'H99', subject: 'author' } };
export const SECOND: Call = { as: { role: 'admin', agency: 'H99', subject: 'second' } };

export const STORM = { kind: 'closure', name: 'Bão số 5', source: 'Công điện 12/CĐ-UBND ngày 18/8/2026', reason: 'storm', decision: '12/CĐ-UBND' };

/** A change that closes one day in the layer of the province. */
export function closureOn(date: string) {
  return { source: 'Công điện 12/CĐ-UBND', reasonCode: 'storm', amendments: [{ layer: 'demo-province', add: [{ date, ...STORM }] }] };
}

/** Status and code of an answer. */
export function codeOf({ status, body }: Answer): readonly unknown[] {
  return [status, body['code']];
}

/** People who change calendars over HTTP. */
interface CalendarDesk {
  readonly draft: (body: object, call?: Call) => Promise<Answer>;
  /** Drafts as the author; fails unless it is written. */
  readonly drafted: (body: object) => Promise<ReturnType<typeof calendarDraftSchema.parse>>;
  /** Has the impact of every draft computed. */
  readonly computed: () => Promise<void>;
  /** Drafts as the author and publishes as the second person. */
  readonly publish: (body: object) => Promise<void>;
  /**
   * Whatever order the tests run in, each that publishes has an ordinary week of its own, later than all before: time goes
   * forward and closures of others lie behind it. The clock is set to its Tuesday, 09:00; days are told by their distance from it.
   */
  readonly nextWeek: () => { readonly day: (distance: number) => string; readonly at: (distance: number, hour: string) => string };
}

export function calendarDesk({ post, engine, clock }: Pick<Awaited<ReturnType<typeof startTestApi>>, 'post' | 'engine' | 'clock'>): CalendarDesk {
  let sent = 0;
  let week = 0;
  const desk: CalendarDesk = {
    draft: (body, call = AUTHOR) => {
      sent += 1;
      return post(DRAFTS, { ...call, key: `calendar-key-${String(sent)}`, body });
    },
    drafted: async (body) => {
      const answer = await desk.draft(body);
      expect([answer.status, answer.status === 201 ? '' : answer.text]).toEqual([201, '']);
      return calendarDraftSchema.parse(answer.body);
    },
    computed: async () => {
      while ((await computeNextImpact(engine, clock.now())) !== undefined) {
        // Each call computes the oldest draft that waits.
      }
    },
    publish: async (body) => {
      const { link } = await desk.drafted(body);
      await desk.computed();
      const { status, text } = await post(`${link}/publish`, SECOND);
      expect([status, status === 200 ? '' : text]).toEqual([200, '']);
    },
    nextWeek: () => {
      const tuesday = addCalendarDays(parseLocalDate('2026-09-08'), 7 * week);
      week += 1;
      const day = (distance: number): string => formatLocalDate(addCalendarDays(tuesday, distance));
      const at = (distance: number, hour: string): string => `${day(distance)}T${hour}:00+07:00`;
      clock.set(at(0, '09:00'));
      return { day, at };
    },
  };
  return desk;
}
