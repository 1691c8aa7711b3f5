import { parseInstant, parseLocalDate } from '#domain';
import { handlingDocument } from '../handling-report.js';
import type { ReportDocument } from '../report-data.js';

const line = {
  total: 1_250, received: { online: 700, counter: 300, post: 50 }, carriedOver: 200, processed: 1_000, early: 600, onTime: 380, late: 20, inError: 0,
  open: 250, inTime: 245, overdue: 5, pausedInTime: 30, pausedOverdue: 2,
};

/** II.06a of a made-up commune with so many rows. */
export function sampleHandling(rows = 2): ReportDocument {
  return handlingDocument(
    { header: { superior: 'Tỉnh Minh Họa', agency: 'Ủy ban nhân dân phường Trung Tâm' }, place: 'Minh Họa' },
    {
      frame: { reporter: 'Ủy ban nhân dân phường Trung Tâm', recipient: 'Ủy ban nhân dân tỉnh Minh Họa', days: { first: parseLocalDate('2026-02-15'), last: parseLocalDate('2026-03-14') }, at: parseInstant('2026-03-16T08:30:00+07:00') },
      by: 'field',
      comparison: 'minute',
      source: 'cells',
      lines: Array.from({ length: rows }, (_, index) => ({ name: index === 1 ? '=Hộ tịch, "cũ"' : 'Đất đai', line })),
      total: line,
    },
  );
}

/** A report of two tables with every kind of cell. */
export function sampleTables(): ReportDocument {
  const columns = [{ heads: ['Chỉ tiêu'], width: 100 }, { heads: ['Kỳ này', 'Số'], width: 30 }, { heads: ['Kỳ này', 'Tỷ lệ'], width: 30 }];
  return {
    ...sampleHandling(),
    tables: [
      { caption: 'Chỉ tiêu', columns, rows: [{ kind: 'group', cells: ['Đúng hạn'] }, { kind: 'line', cells: ['@SUM(A1)', 12, { percent: '1.67' }] }, { kind: 'line', cells: ['Không phát sinh', undefined, undefined] }] },
      { caption: 'Theo đơn vị', columns, rows: [{ kind: 'total', cells: ['Tổng số', 1, { percent: '100.00' }] }] },
    ],
  };
}
