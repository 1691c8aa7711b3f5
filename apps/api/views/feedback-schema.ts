import { z } from 'zod';
import { FEEDBACK_CHANNELS, FEEDBACK_COMMANDS, FEEDBACK_COUNTS, FEEDBACK_PHASES, FEEDBACK_SUBJECTS, FINDING_KINDS, URGED_BY, VERDICTS } from '#domain';
import { FIGURE_FORMULAS } from '#vi';
import { instantOut } from '../schemas/atoms.js';
import { periodSchema } from './period-view.js';

const urging = z.strictObject({ number: z.int(), urgent: z.boolean() });

/** Feedback or an urging as a line of a list; it names no person. */
export const feedbackLineSchema = z.strictObject({
  code: z.string().meta({ examples: ['PA-H99-2026-000001'] }),
  form: z.enum(['feedback', 'urging']),
  agency: z.string(),
  owner: z.string().nullable(),
  phase: z.enum(FEEDBACK_PHASES),
  phaseLabel: z.string(),
  channel: z.enum(FEEDBACK_CHANNELS).nullable().meta({ description: 'Null of an urging; so is the subject' }),
  subject: z.enum(FEEDBACK_SUBJECTS).nullable(),
  receivedAt: instantOut,
  portalCode: z.string().nullable(),
  urging: urging.nullable(),
  dossierCode: z.string().nullable(),
  nextClock: z.strictObject({ clock: z.string(), label: z.string(), dueAt: instantOut }).nullable().meta({ description: 'The running clock that ends first' }),
  late: z.boolean(),
  link: z.string(),
});
/** A line of feedback as it is answered. */
export type FeedbackLineAnswer = z.output<typeof feedbackLineSchema>;

const clock = z.strictObject({
  clock: z.string().meta({ examples: ['answer'] }),
  label: z.string(),
  round: z.int(),
  agency: z.string(),
  startedAt: instantOut,
  dueAt: instantOut,
  law: z.strictObject({ document: z.string(), article: z.string().nullable() }),
  becameLate: z.boolean(),
  stopped: z.strictObject({ at: instantOut, outcome: z.enum(['done', 'cancelled']), inTime: z.boolean() }).nullable(),
});

const round = z.strictObject({
  agency: z.string(),
  begunAt: instantOut,
  begunBy: z.enum(['received', 'forwarded', 'reopened']),
  ended: z.strictObject({ as: z.enum(['answered', 'refused', 'sent-back', 'forwarded', 'withdrawn']), at: instantOut, inTime: z.boolean().nullable() }).nullable(),
  verdict: z.enum(VERDICTS).nullable(),
});

/** Feedback or an urging with its clocks, turns and words. */
export const feedbackSchema = z
  .strictObject({
    code: z.string(),
    form: z.enum(['feedback', 'urging']),
    agency: z.strictObject({ code: z.string(), name: z.string() }),
    owner: z.string().nullable(),
    phase: z.enum(FEEDBACK_PHASES),
    phaseLabel: z.string(),
    outcome: z.string().nullable().meta({ description: 'How it was closed; null while it is open' }),
    channel: z.enum(FEEDBACK_CHANNELS).nullable(),
    channelLabel: z.string().nullable(),
    subject: z.enum(FEEDBACK_SUBJECTS).nullable(),
    subjectLabel: z.string().nullable(),
    receivedAt: instantOut,
    portalCode: z.string().nullable(),
    aboutAgency: z.string().nullable(),
    dossierCode: z.string().nullable(),
    stage: z.string().nullable(),
    urging: urging.extend({ by: z.enum(URGED_BY), desk: z.string() }).nullable(),
    complex: z.boolean(),
    clocks: z.array(clock),
    rounds: z.array(round),
    sender: z
      .strictObject({ name: z.string().nullable(), phone: z.string().nullable(), email: z.string().nullable(), address: z.string().nullable() })
      .nullable()
      .meta({ description: 'Without the name and with masked numbers for who may not read personal data; null of an anonymous sender, or once erased' }),
    said: z
      .array(z.strictObject({ at: instantOut, event: z.string(), text: z.record(z.string(), z.string()) }))
      .meta({ description: 'What was said in words, oldest first; none for who may not read personal data' }),
    publication: z
      .strictObject({ version: z.int(), approved: z.boolean(), publishedAt: instantOut.nullable() })
      .nullable()
      .meta({ description: 'The words up for publication; null while there is no answer' }),
    similar: z.array(z.string()).meta({ description: 'Codes of earlier feedback that is likely the same' }),
    erasureProposal: z
      .strictObject({ proposedBy: z.string(), proposedByName: z.string().nullable(), proposedAt: instantOut, decisionNumber: z.string() })
      .nullable()
      .meta({ description: 'The open proposal to erase its records, for who may read personal data or do what is proposed; null where none is open' }),
    allowedActions: z.array(z.enum(FEEDBACK_COMMANDS)).meta({ description: 'Commands the caller may give as it stands' }),
    links: z.strictObject({ self: z.string(), commands: z.string(), publicationCheck: z.string(), dossier: z.string().nullable(), slip: z.string().nullable() }),
  })
  .meta({
    examples: [
      {
        code: 'PA-H99-2026-000001',
        form: 'feedback',
        agency: { code: 'H99.31', name: 'Ủy ban nhân dân phường Trung Tâm' },
        owner: null,
        phase: 'accepted',
        phaseLabel: 'Đang xử lý',
        outcome: null,
        channel: 'portal',
        channelLabel: 'Cổng Dịch vụ công quốc gia',
        subject: 'conduct',
        subjectLabel: 'Hành vi, thái độ của cán bộ, công chức',
        receivedAt: '2026-08-18T09:00:00+07:00',
        portalCode: 'PAKN.20260818.001234',
        aboutAgency: null,
        dossierCode: null,
        stage: null,
        urging: null,
        complex: false,
        clocks: [
          {
            clock: 'answer',
            label: 'trả lời phản ánh, kiến nghị',
            round: 1,
            agency: 'H99.31',
            startedAt: '2026-08-18T09:00:00+07:00',
            dueAt: '2026-09-11T00:00:00+07:00',
            law: { document: '766/QĐ-TTg', article: '5.2' },
            becameLate: false,
            stopped: null,
          },
        ],
        rounds: [{ agency: 'H99.31', begunAt: '2026-08-18T09:00:00+07:00', begunBy: 'received', ended: null, verdict: null }],
        sender: { name: 'Nguyễn Văn Thử', phone: '0900000001', email: null, address: null },
        said: [{ at: '2026-08-18T09:00:00+07:00', event: 'CaseOpened', text: { content: 'Cán bộ hướng dẫn chưa rõ ràng.' } }],
        publication: null,
        similar: [],
        erasureProposal: null,
        allowedActions: ['AskMore', 'ForwardFeedback', 'AnswerFeedback', 'WithdrawFeedback'],
        links: {
          self: '/api/v1/feedback/PA-H99-2026-000001',
          commands: '/api/v1/feedback/PA-H99-2026-000001/commands',
          publicationCheck: '/api/v1/feedback/PA-H99-2026-000001/publication-check',
          dossier: null,
          slip: null,
        },
      },
    ],
  });
/** Feedback as it is answered. */
export type FeedbackAnswer = z.output<typeof feedbackSchema>;

/** Words up for publication with what looks like personal data in them. */
export const publicationCheckSchema = z
  .strictObject({
    version: z.int().meta({ description: 'Approval names it' }),
    words: z.strictObject({ summary: z.string().nullable(), answer: z.string() }),
    findings: z.array(
      z.strictObject({
        place: z.string().meta({ description: 'Field, and its characters from the first to behind the last; approval names the places of doubts that may stand' }),
        kind: z.enum(FINDING_KINDS),
        label: z.string(),
        certain: z.boolean().meta({ description: 'Beyond doubt: publication is refused until it is gone' }),
        excerpt: z.string(),
      }),
    ),
  })
  .meta({
    examples: [
      {
        version: 3,
        words: { summary: null, answer: 'Đã mời ông Bảy làm việc.' },
        findings: [{ place: 'answer:8-15', kind: 'name-like', label: 'Có thể là tên người', certain: false, excerpt: 'ông Bảy' }],
      },
    ],
  });
/** A publication check as it is answered. */
export type PublicationCheckAnswer = z.output<typeof publicationCheckSchema>;

/** An answer everybody may read: nothing but approved words. */
export const publicAnswerSchema = z
  .strictObject({ code: z.string(), agency: z.strictObject({ code: z.string(), name: z.string() }), subject: z.string(), receivedOn: z.string(), publishedAt: instantOut, summary: z.string().nullable(), answer: z.string() })
  .meta({
    examples: [
      {
        code: 'PA-H99-2026-000001',
        agency: { code: 'H99.31', name: 'Ủy ban nhân dân phường Trung Tâm' },
        subject: 'Việc giải quyết hồ sơ',
        receivedOn: '2026-08-18',
        publishedAt: '2026-08-28T10:00:00+07:00',
        summary: 'Phản ánh về thời gian trả kết quả',
        answer: 'Cơ quan đã kiểm tra và trả kết quả; xin lỗi vì sự chậm trễ.',
      },
    ],
  });
/** A public answer as it is answered. */
export type PublicAnswerView = z.output<typeof publicAnswerSchema>;

const rate = z.strictObject({ n: z.int(), d: z.int(), value: z.string().nullable().meta({ description: 'Percent with two decimals; null where there was nothing to judge' }), formula: z.string(), formulaVi: z.string() });

/** Figures of feedback over a period. */
export const feedbackFiguresSchema = z
  .strictObject({
    period: periodSchema,
    asOf: instantOut,
    agency: z.string().nullable(),
    counts: z.array(z.strictObject({ count: z.enum(FEEDBACK_COUNTS), label: z.string(), value: z.int(), link: z.string() })),
    answeredWell: rate,
    satisfaction: rate,
    note: z.string().nullable().meta({ description: 'Said where nothing was received in the period' }),
  })
  .meta({
    examples: [
      {
        period: { from: '2026-08-01', to: '2026-08-31', until: null, note: null },
        asOf: '2026-09-01T08:00:00+07:00',
        agency: 'H99.31',
        counts: [{ count: 'received', label: 'Phản ánh, kiến nghị đã nhận', value: 12, link: '/api/v1/feedback-figures/received/members?agency=H99.31&month=2026-08' }],
        answeredWell: { n: 10, d: 11, value: '90.91', formula: 'answered in time and not found dissatisfying / answered or overdue', formulaVi: FIGURE_FORMULAS.answeredWell },
        satisfaction: { n: 97, d: 100, value: '97.00', formula: '(dossiers − overdue − complained about) / dossiers', formulaVi: FIGURE_FORMULAS.feedbackSatisfaction },
        note: null,
      },
    ],
  });
/** Figures of feedback as they are answered. */
export type FeedbackFiguresAnswer = z.output<typeof feedbackFiguresSchema>;

/** What a count is made of: cases, or dossiers where dossiers are counted. */
export const countedSchema = z.strictObject({ code: z.string(), link: z.string() });
/** A member of a count as it is answered. */
export type CountedAnswer = z.output<typeof countedSchema>;
