import { z } from 'zod';
import { NOTICE_KINDS, ROLES } from '#domain';
import { type EscalationLine, type EscalationList, type StaffMember, type StaffNotice, TASK_KINDS } from '#service';
import { NOTICE_LABELS, noticeLines, queueLabel, ROLE_LABELS } from '#vi';
import { instantOut, isoOf, isoOrNull, pageOf } from '../schemas/atoms.js';
import { dossierPath } from './dossier-view.js';
import { LABELS } from './labels.js';

const count = z.int();

/** Somebody of an agency. */
export const staffSchema = z.strictObject({
  subject: z.string(),
  agency: z.string(),
  role: z.enum(ROLES),
  roleLabel: z.string(),
  name: z.string(),
  position: z.string(),
  email: z.string().nullable().meta({ description: 'Only for administrators' }),
  mailWanted: z.boolean(),
  activeFrom: z.string().meta({ format: 'date', examples: ['2026-08-19'] }),
  activeUntil: z.string().nullable().meta({ description: 'The last day, included; null while nobody knows it' }),
  superior: z.string().nullable().meta({ description: 'Who leads the person; null: the only head of the agency' }),
});
/** Somebody of an agency as answered. */
export type StaffAnswer = z.output<typeof staffSchema>;

/** Somebody of an agency as an answer. */
export function viewStaff({ email, activeUntil, superior, ...member }: StaffMember, shown = { email: true }): StaffAnswer {
  return { ...member, roleLabel: ROLE_LABELS[member.role], email: shown.email ? (email ?? null) : null, activeUntil: activeUntil ?? null, superior: superior ?? null };
}

/** Something the person is told. */
export const noticeSchema = z.strictObject({
  id: count,
  kind: z.enum(NOTICE_KINDS),
  label: z.string(),
  lines: z.array(z.string()).meta({ description: 'The sentences of the notice', examples: [['Hồ sơ H99.31-260819-0001 (Cấp giấy phép xây dựng): bước "Thẩm định hồ sơ" đã sử dụng 50% thời gian, hạn của bước 09 giờ 00 phút, ngày 25 tháng 8 năm 2026.']] }),
  agency: z.string(),
  dossierCode: z.string().nullable(),
  createdAt: instantOut,
  visibleAt: instantOut.meta({ description: 'From when it is shown: the opening of the agency' }),
  readAt: instantOut.nullable(),
  lists: z.array(z.strictObject({ queue: z.string(), label: z.string(), count, link: z.string() })).meta({ description: 'Of a digest: each list as it was counted, and where it is' }),
  links: z.strictObject({ dossier: z.string().nullable(), escalation: z.string().nullable(), morningList: z.string().nullable(), read: z.string() }),
});
/** A notice as answered. */
export type NoticeAnswer = z.output<typeof noticeSchema>;

/** A page of notices with how many are unread in all. */
export const noticePageSchema = pageOf(noticeSchema).extend({ unread: count.meta({ description: 'How many of the person\'s notices are unread, under the conditions of the list of unread ones' }) });
/** A page of notices as answered. */
export type NoticePage = z.output<typeof noticePageSchema>;

/** A notice as an answer. */
export function viewNotice({ id, notice, agency, dossierCode, procedureName, createdAt, visibleAt, readAt }: StaffNotice): NoticeAnswer {
  return {
    id,
    kind: notice.kind,
    label: NOTICE_LABELS[notice.kind],
    lines: [...noticeLines(notice, procedureName ?? '')],
    agency,
    dossierCode,
    createdAt: isoOf(createdAt),
    visibleAt: isoOf(visibleAt),
    readAt: isoOrNull(readAt),
    lists: notice.kind === 'digest' ? notice.facts.lines.map((line) => ({ ...line, label: queueLabel(line.queue) })) : [],
    links: {
      dossier: dossierCode === null ? null : dossierPath(dossierCode),
      escalation: notice.kind === 'escalation' ? escalationPath(notice.facts.list) : null,
      morningList: notice.kind === 'morning-list' ? notice.facts.link : null,
      read: `/api/v1/notices/${String(id)}/read`,
    },
  };
}

/** A list of apologies nobody acted on when it was made. */
export const escalationSchema = z.strictObject({
  key: z.string().meta({ examples: ['H99:2026-08-19:morning'] }),
  agency: z.string().meta({ description: 'The body it is addressed to' }),
  madeAt: instantOut,
  lines: count,
  unanswered: count.meta({ description: 'Lines nobody has acted on or taken note of since' }),
  links: z.strictObject({ lines: z.string(), acknowledge: z.string() }),
});
/** A list as answered. */
export type EscalationAnswer = z.output<typeof escalationSchema>;

/** A list as an answer. */
export function viewEscalation({ madeAt, ...list }: EscalationList): EscalationAnswer {
  return { ...list, madeAt: isoOf(madeAt), links: { lines: `${escalationPath(list.key)}/lines`, acknowledge: `${escalationPath(list.key)}/acknowledge` } };
}

/** One line of such a list. */
export const escalationLineSchema = z.strictObject({
  task: z.string(),
  kind: z.enum(TASK_KINDS),
  label: z.string(),
  level: count.meta({ description: '1 for the body above the agency, 2 for the next' }),
  agency: z.string().meta({ description: 'The agency that should have acted' }),
  dossierCode: z.string(),
  procedureName: z.string(),
  dueAt: instantOut.nullable(),
  openSince: instantOut,
  acknowledgedAt: instantOut.nullable(),
  acknowledgedBy: z.string().nullable(),
  doneAt: instantOut.nullable(),
  links: z.strictObject({ dossier: z.string() }),
});
/** A line as answered. */
export type EscalationLineAnswer = z.output<typeof escalationLineSchema>;

/** A line as an answer. */
export function viewEscalationLine({ dueAt, openSince, acknowledgedAt, doneAt, ...line }: EscalationLine): EscalationLineAnswer {
  return {
    ...line,
    label: LABELS.tasks[line.kind],
    dueAt: isoOrNull(dueAt),
    openSince: isoOf(openSince),
    acknowledgedAt: isoOrNull(acknowledgedAt),
    doneAt: isoOrNull(doneAt),
    links: { dossier: dossierPath(line.dossierCode) },
  };
}

function escalationPath(key: string): string {
  return `/api/v1/escalations/${encodeURIComponent(key)}`;
}
