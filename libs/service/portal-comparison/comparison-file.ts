import { formatLocalDate } from '#domain';
import { type StreamedCell, streamTableXlsx } from '#letters';
import { formatShortVi, PORTAL_DIFFERENCE_COLUMNS } from '#vi';
import type { Engine } from '../engine.js';
import { listDifferences, type PortalComparison } from './comparison-rows.js';
import { showDifference, spanVi } from './show-difference.js';

const DIFFERENCES_AT_ONCE = 500;

/** A comparison as a spreadsheet, while its differences are read. */
export function renderComparison({ database: { read } }: Pick<Engine, 'database'>, { id, firstDay, lastDay, uploadedAt, same, onlyHere }: PortalComparison): AsyncGenerator<Uint8Array> {
  const titles = [`ĐỐI CHIẾU VỚI CỔNG DỊCH VỤ CÔNG ${spanVi(formatLocalDate(firstDay), formatLocalDate(lastDay)).toUpperCase()}`, `Lúc ${formatShortVi(uploadedAt)}: ${String(same ?? 0)} khớp; ${String(onlyHere ?? 0)} hồ sơ danh sách của cổng không có`] as const;
  const rows = (async function* (): AsyncGenerator<readonly StreamedCell[]> {
    for (let after = 0, more = true; more; ) {
      const page = await listDifferences(read, id, { after, limit: DIFFERENCES_AT_ONCE });
      for (const { place, difference } of page) {
        const { label, subject, measure, formula, theirs, ours, byDate, reason, row } = showDifference(difference);
        yield [place, label, subject, measure === undefined ? undefined : `${measure}: ${formula ?? ''}`, theirs, ours, byDate, reason, row];
      }
      after = page.at(-1)?.place ?? after;
      more = page.length === DIFFERENCES_AT_ONCE;
    }
  })();
  return streamTableXlsx({ name: 'Đối chiếu', title: titles, columns: PORTAL_DIFFERENCE_COLUMNS }, rows);
}
