import { localDate, type LocalDate, localDateOf, instant } from '#domain';
import type { Reader } from '../rule-book.js';

/**
 * The first local day of which a province has anything in its figures or among its cases, imports with the days they tell of included;
 * `undefined` where there is nothing. The cells of a province's days begin with their first in the key, the deltas are few, and each kind
 * of case is asked by its index.
 */
export async function firstRecordedDay(read: Reader, province: string): Promise<LocalDate | undefined> {
  const row = await read.first<{ day: number | null; opened_at: number | null }>(
    `SELECT least(
         (SELECT period FROM figure_cell WHERE grain = 'province' AND step = 'day' AND province = $1 AND agency = '' ORDER BY period LIMIT 1),
         (SELECT min(day) FROM figure_delta WHERE province = $1)) AS day,
       (SELECT min(first.opened_at) FROM unnest(ARRAY['publication', 'feedback', 'task']) AS kind
          CROSS JOIN LATERAL (SELECT opened_at FROM deadline_case c WHERE c.province = $1 AND c.kind = kind ORDER BY opened_at LIMIT 1) AS first) AS opened_at`,
    [province],
  );
  const days = [row?.day, row?.opened_at == null ? null : localDateOf(instant(row.opened_at))].filter((day): day is number => day !== null && day !== undefined);
  return days.length === 0 ? undefined : localDate(Math.min(...days));
}
