import { z } from 'zod';
import { formatLocalDate, localDate, REPORT_PERIODS } from '#domain';
import type { ReportRun } from '#service/figures';
import { instantOut, isoOf } from '../schemas/atoms.js';

/** A report that was made by schedule. */
export const reportRunSchema = z
  .strictObject({
    id: z.uuid(),
    report: z.enum(REPORT_PERIODS),
    province: z.string(),
    period: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
    dueAt: instantOut,
    madeAt: instantOut,
    figuresHash: z.string().meta({ description: 'SHA-256 of the figures the report shows' }),
    published: z.string().nullable().meta({ description: 'The publication of the figures of its days' }),
    files: z.array(z.strictObject({ format: z.string(), name: z.string(), mediaType: z.string(), size: z.int(), sha256: z.string(), link: z.string() })),
  })
  .meta({
    examples: [
      {
        id: '5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10',
        report: 'quarter',
        province: 'H99',
        period: { from: '2026-06-15', to: '2026-09-14' },
        dueAt: '2026-09-15T07:00:00+07:00',
        madeAt: '2026-09-15T07:00:04+07:00',
        figuresHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        published: '/api/v1/figures/published/7d3f1c58-1a0e-4d52-9d0a-5b1f6a0c2e11',
        files: [{ format: 'csv', name: 'quarter-rates.csv', mediaType: 'text/csv', size: 512, sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', link: '/api/v1/report-runs/5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10/files/csv' }],
      },
    ],
  });
/** A report made by schedule as it is answered. */
export type ReportRunAnswer = z.output<typeof reportRunSchema>;

/** A report made by schedule. */
export function viewReportRun({ id, report, province, first_day: first, last_day: last, due_at: dueAt, made_at: madeAt, figures_hash: figuresHash, published_figure: published, files }: ReportRun): ReportRunAnswer {
  return {
    id,
    report,
    province,
    period: { from: formatLocalDate(localDate(first)), to: formatLocalDate(localDate(last)) },
    dueAt: isoOf(dueAt),
    madeAt: isoOf(madeAt),
    figuresHash,
    published: published === null ? null : `/api/v1/figures/published/${published}`,
    files: files.map((file) => ({ ...file, link: `/api/v1/report-runs/${id}/files/${file.format}` })),
  };
}
