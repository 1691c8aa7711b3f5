import { z } from 'zod';
import { formatLocalDate } from '#domain';
import type { NamedLine, StoredList, ToldPerson } from '#service/figures';
import { workingTimeVi } from '#vi';
import { instantOut, isoOf, isoOrNull, pageOf } from '../schemas/atoms.js';
import { dossierPath } from './dossier-view.js';

const LINE_EXAMPLE = {
  code: '000.00.31.H99-260812-0001',
  agency: { code: 'H99.31', name: 'Ủy ban nhân dân phường Trung Tâm' },
  procedure: { code: '1.013225', name: 'Cấp giấy phép xây dựng mới' },
  stages: [{ code: 'appraise', name: 'Thẩm định hồ sơ, kiểm tra thực địa' }],
  holders: [{ code: 'H99.31', name: 'Ủy ban nhân dân phường Trung Tâm' }],
  officers: [{ subject: 'officer-31', name: 'Trần Thị Thụ Lý' }],
  standing: 'late',
  dueAt: '2026-08-21T17:00:00+07:00',
  workingMinutes: -1470,
  workingTime: 'quá hạn 24 giờ 30 phút làm việc',
  reason: { kind: 'stage', detail: 'appraise', sentence: 'Đang ở bước: Thẩm định hồ sơ, kiểm tra thực địa' },
  link: '/api/v1/dossiers/000.00.31.H99-260812-0001',
};
const LIST_EXAMPLE = { agency: 'H99.31', day: '2026-08-26', madeAt: '2026-08-26T07:30:04+07:00', soonUntil: '2026-08-28T07:30:04+07:00', late: 2, soon: 1, contentHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' };
const TOLD_EXAMPLE = { subject: 'head-31', agency: 'H99.31', toldAt: '2026-08-26T07:30:19+07:00', late: 2, soon: 1, shownAt: '2026-08-26T07:30:20+07:00', mailedAt: '2026-08-26T07:30:31+07:00', readAt: null };

const named = z.strictObject({ code: z.string(), name: z.string() });

/** A dossier in the list of a morning. */
export const morningLineSchema = z
  .strictObject({
    code: z.string(),
    agency: named.meta({ description: 'The competent agency: the list is ordered by it, and in it by the due moment' }),
    procedure: named,
    stages: z.array(named),
    holders: z.array(named),
    officers: z.array(z.strictObject({ subject: z.string(), name: z.string() })),
    standing: z.enum(['late', 'soon']),
    dueAt: instantOut,
    workingMinutes: z.int().nullable().meta({ description: 'Full working minutes left on the competent agency\'s calendar; below nought so many over' }),
    workingTime: z.string().nullable().meta({ description: 'The same in words' }),
    reason: z.strictObject({
      kind: z.enum(['delay-reason', 'supplement', 'payment', 'pause', 'other-agency', 'unassigned', 'stage']),
      detail: z.string().nullable().meta({ description: 'Code of the reason for the delay, ground of the pause, or stage' }),
      sentence: z.string(),
    }),
    link: z.string(),
  })
  .meta({ examples: [LINE_EXAMPLE] });
/** A line as it is answered. */
export type MorningLineAnswer = z.output<typeof morningLineSchema>;

const counts = { late: z.int(), soon: z.int() };

/** A page of the list with what the whole list counts. */
export const morningPageSchema = pageOf(morningLineSchema).extend({
  ...counts,
  stored: z.boolean().meta({ description: 'Whether these are the lines as they stood that morning' }),
  asOf: instantOut.nullable().meta({ description: 'The moment they are counted at; null of a stored list, whose agencies have each their own' }),
  xlsx: z.string(),
}).meta({ examples: [{ items: [LINE_EXAMPLE], next: null, late: 1, soon: 0, stored: false, asOf: '2026-08-26T07:30:00+07:00', xlsx: '/api/v1/morning-list/xlsx' }] });
/** A page of the list as it is answered. */
export type MorningPage = z.output<typeof morningPageSchema>;

/** A list that was made. */
export const morningListSchema = z.strictObject({ agency: z.string(), day: z.string().meta({ format: 'date', examples: ['2026-08-26'] }), madeAt: instantOut, soonUntil: instantOut, ...counts, contentHash: z.string() }).meta({ examples: [LIST_EXAMPLE] });
/** A list that was made as it is answered. */
export type MorningListAnswer = z.output<typeof morningListSchema>;

const ownCount = z.int().nullable().meta({ description: 'Null for everybody but the asker: numbers of people do not stand beside each other' });

/** Somebody who was told. */
export const morningToldSchema = z.strictObject({ subject: z.string(), agency: z.string(), toldAt: instantOut, late: ownCount, soon: ownCount, shownAt: instantOut.nullable(), mailedAt: instantOut.nullable(), readAt: instantOut.nullable() }).meta({ examples: [TOLD_EXAMPLE] });
/** Somebody who was told as it is answered. */
export type MorningToldAnswer = z.output<typeof morningToldSchema>;

/** A page of lists that were made. */
export const morningListPageSchema = pageOf(morningListSchema).meta({ examples: [{ items: [LIST_EXAMPLE], next: null }] });
/** A page of people who were told. */
export const morningToldPageSchema = pageOf(morningToldSchema).meta({ examples: [{ items: [TOLD_EXAMPLE], next: null }] });

/** A line as its answer. */
export function viewMorningLine({ line, agencyName, procedureName, stageNames, holderNames, officerNames, reason }: NamedLine): MorningLineAnswer {
  const { code, agency, procedure, stages, holders, officers, late, dueAt, workingMinutes } = line;
  return {
    code,
    agency: { code: agency, name: agencyName },
    procedure: { code: procedure.code, name: procedureName },
    stages: stages.map((stage, index) => ({ code: stage, name: stageNames[index] ?? stage })),
    holders: holders.map((holder, index) => ({ code: holder, name: holderNames[index] ?? holder })),
    officers: officers.map((subject, index) => ({ subject, name: officerNames[index] ?? subject })),
    standing: late ? 'late' : 'soon',
    dueAt: isoOf(dueAt),
    workingMinutes: workingMinutes ?? null,
    workingTime: workingMinutes === undefined ? null : workingTimeVi(workingMinutes),
    reason: { kind: line.reason.kind, detail: detailOf(line.reason), sentence: reason },
    link: dossierPath(code),
  };
}

function detailOf(reason: NamedLine['line']['reason']): string | null {
  switch (reason.kind) {
    case 'delay-reason':
      return reason.code;
    case 'pause':
      return reason.ground;
    case 'stage':
      return reason.stage;
    default:
      return null;
  }
}

/** A list that was made as its answer. */
export function viewMorningList({ day, madeAt, soonUntil, ...list }: StoredList): MorningListAnswer {
  return { ...list, day: formatLocalDate(day), madeAt: isoOf(madeAt), soonUntil: isoOf(soonUntil) };
}

/** Somebody who was told as `asker` may see it: that they were, and what it counted for the asker alone, for nobody compares officers. */
export function viewMorningTold({ subject, agency, late, soon, toldAt, shownAt, mailedAt, readAt }: ToldPerson, asker: string): MorningToldAnswer {
  const counted = subject === asker ? { late, soon } : { late: null, soon: null };
  return { subject, agency, ...counted, toldAt: isoOf(toldAt), shownAt: isoOrNull(shownAt), mailedAt: isoOrNull(mailedAt), readAt: isoOrNull(readAt) };
}
