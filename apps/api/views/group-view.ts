import { z } from 'zod';
import { type ProcedureGroup, STATUSES } from '#domain';
import type { FilingPage } from '#service';
import { formatTimeLimitVi, STATUS_LABELS } from '#vi';
import { instantOut, isoOrNull, isoOf } from '../schemas/atoms.js';
import { termRule } from './catalogue-schema.js';
import { dossierPath, filingPath } from './dossier-view.js';

const named = z.strictObject({ code: z.string(), name: z.string() });

const groupMember = z.strictObject({
  procedureCode: z.string(),
  caseCode: z.string(),
  agencies: z.array(z.string()).readonly().meta({ description: 'Bodies that may decide it in this group' }),
  needs: z.array(z.string()).readonly().meta({ description: 'Procedures of earlier members whose results it needs' }),
});

/** One version of an interlinked group, as published. */
export const procedureGroupSchema = z.strictObject({
  code: z.string().meta({ examples: ['LT-63-2024'] }),
  version: z.int(),
  name: z.string(),
  field: named,
  effectiveFrom: z.iso.date(),
  endsOn: z.iso.date().exactOptional().meta({ description: 'First day without filing' }),
  channels: z.array(z.enum(['counter', 'online', 'post'])).readonly(),
  cases: z.array(z.strictObject({ code: z.string(), name: z.string(), term: termRule, members: z.array(groupMember).readonly() })).readonly(),
  shared: z
    .array(z.strictObject({ code: z.string(), name: z.string(), serves: z.array(z.strictObject({ procedureCode: z.string(), component: z.string() })).readonly() }))
    .readonly()
    .meta({ description: 'Papers handed in once for several members' }),
  legalBases: z.array(z.strictObject({ document: z.string(), article: z.string().exactOptional() })).readonly(),
  sources: z.array(z.string()).readonly(),
}) satisfies z.ZodType<Omit<ProcedureGroup, 'cases' | 'shared'>>;

const filedDossier = z.strictObject({
  code: z.string(),
  self: z.string(),
  procedure: z.strictObject({ code: z.string(), version: z.int(), name: z.string(), caseCode: z.string() }),
  competentAgency: named,
  status: z.enum(STATUSES),
  statusLabel: z.string(),
  appointment: instantOut.nullable(),
  needs: z.array(z.string()).meta({ description: 'Codes of the dossiers whose results it needs' }),
  awaits: z.array(z.string()).meta({ description: 'Those of them whose result is not there yet' }),
});

/** A filing with the dossiers it opened. */
export const filingSchema = z.strictObject({
  code: z.string().meta({ examples: ['LT-000.00.31.H99-260818-0001'] }),
  group: z.strictObject({ code: z.string(), version: z.int(), name: z.string(), caseCode: z.string(), caseName: z.string() }),
  filedAt: instantOut,
  term: z.string().meta({ description: 'Promised for the whole group' }),
  appointment: instantOut.nullable().meta({ description: 'The latest of the dossiers\' appointments; null where none has one' }),
  dossiers: z.array(filedDossier),
  links: z.strictObject({ self: z.string(), receipt: z.string() }),
}).meta({
  examples: [
    {
      code: 'LT-000.00.31.H99-260818-0001',
      group: { code: 'LT-63-2024', version: 1, name: 'Nhóm thủ tục liên thông đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi', caseCode: 'LT-63-2024.01', caseName: 'Không cần xác minh' },
      filedAt: '2026-08-18T09:00:00+07:00',
      term: '03 ngày làm việc',
      appointment: '2026-08-21T09:00:00+07:00',
      dossiers: [
        {
          code: '000.00.31.H99-260818-0001',
          self: '/api/v1/dossiers/000.00.31.H99-260818-0001',
          procedure: { code: '1.001193', version: 1, name: 'Thủ tục đăng ký khai sinh', caseCode: '1.001193.01' },
          competentAgency: { code: 'H99.31', name: 'Ủy ban nhân dân phường Trung Tâm' },
          status: 'received',
          statusLabel: 'Được tiếp nhận',
          appointment: '2026-08-18T17:00:00+07:00',
          needs: [],
          awaits: [],
        },
      ],
      links: { self: '/api/v1/group-filings/LT-000.00.31.H99-260818-0001', receipt: '/api/v1/group-filings/LT-000.00.31.H99-260818-0001/receipt' },
    },
  ],
});
/** A filing as it is answered. */
export type FilingAnswer = z.output<typeof filingSchema>;

/** A filing as its answer. */
export function viewFiling({ filing, members }: FilingPage): FilingAnswer {
  const codes = new Map(members.map(({ page }) => [page.procedure.code, page.state.code]));
  const codesOf = (procedures: readonly string[]): string[] => procedures.flatMap((procedure) => codes.get(procedure) ?? []);
  const appointments = members.flatMap(({ appointment }) => appointment ?? []);
  const self = filingPath(filing.code);
  return {
    code: filing.code,
    group: { code: filing.group.code, version: filing.group.version, name: filing.group.name, caseCode: filing.chosen.code, caseName: filing.chosen.name },
    filedAt: isoOf(filing.filedAt),
    term: formatTimeLimitVi(filing.chosen.term.limit),
    appointment: appointments.length === 0 ? null : isoOf(Math.max(...appointments)),
    dossiers: members.map(({ page, appointment, needs, awaits }) => ({
      code: page.state.code,
      self: dossierPath(page.state.code),
      procedure: { code: page.procedure.code, version: page.procedure.version, name: page.procedure.name, caseCode: page.state.procedure.caseCode },
      competentAgency: { ...page.competentAgency },
      status: page.status,
      statusLabel: STATUS_LABELS[page.status],
      appointment: isoOrNull(appointment),
      needs: codesOf(needs),
      awaits: codesOf(awaits),
    })),
    links: { self, receipt: `${self}/receipt` },
  };
}
