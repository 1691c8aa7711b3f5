import { z } from 'zod';
import { FEEDBACK_CHANNELS, FEEDBACK_COUNTS, FEEDBACK_PHASES, FEEDBACK_SUBJECTS, REOPENING_REASONS, TOLD_BY, URGED_BY, VERDICTS } from '#domain';
import { after, documentNumber, dossierCode, instantIn, limit, line, ordinal, prose, reference } from './atoms.js';
import { evidenceIds } from './cases.js';
import { checkPeriod, periodFields } from './figure-query.js';
import { phone } from './people.js';

/** The portal's own code of feedback. */
const portalCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{1,79}$/, 'must be a code of letters, digits and . _ / -').meta({ examples: ['PAKN.20260818.001234'] });

/** Feedback as somebody enters it. */
export const feedbackRequest = z
  .strictObject({
    agencyCode: reference.meta({ description: 'Whom it is addressed to' }),
    channel: z.enum(FEEDBACK_CHANNELS),
    subject: z.enum(FEEDBACK_SUBJECTS),
    receivedAt: instantIn.exactOptional().meta({ description: 'When it reached the agency, where that was before its entry: its clocks run from there' }),
    portalCode: portalCode.exactOptional().meta({ description: 'The same code is the same feedback, whoever enters it' }),
    dossierCode: dossierCode.exactOptional(),
    stage: reference.exactOptional().meta({ description: 'Stage of the dossier it speaks of' }),
    aboutAgencyCode: reference.exactOptional().meta({ description: 'The agency it speaks of, where that is another one' }),
    sender: z
      .strictObject({ name: line(200).exactOptional(), phone: phone.exactOptional(), email: z.email().max(200).exactOptional(), address: line(500).exactOptional() })
      .refine((sender) => Object.keys(sender).length > 0, 'must say something of the sender, or be left out')
      .exactOptional()
      .meta({ description: 'Left out of anonymous feedback' }),
    title: line(300).exactOptional(),
    content: prose(10_000),
  })
  .refine(({ stage, dossierCode: dossier }) => stage === undefined || dossier !== undefined, { path: ['stage'], error: 'must come with the dossier it is a stage of' })
  .meta({
    examples: [
      {
        agencyCode: 'H99.31',
        channel: 'portal',
        subject: 'dossier-handling',
        portalCode: 'PAKN.20260818.001234',
        dossierCode: '000.00.31.H99-260819-0001',
        sender: { name: 'Nguyễn Văn Thử', phone: '0900000001' },
        title: 'Chậm trả kết quả',
        content: 'Hồ sơ của tôi đã quá ngày hẹn hai ngày mà chưa có thông báo.',
      },
    ],
  });
/** A `feedbackRequest` that was checked. */
export type FeedbackRequest = z.output<typeof feedbackRequest>;

/** Which feedback is listed. */
export const feedbackQuery = z.strictObject({
  limit,
  after,
  agency: reference.exactOptional(),
  form: z.enum(['feedback', 'urging']).exactOptional(),
  phase: z.enum(FEEDBACK_PHASES).exactOptional(),
  state: z.enum(['open', 'closed']).exactOptional().meta({ description: 'Both where absent' }),
});
/** A `feedbackQuery` that was checked. */
export type FeedbackQuery = z.output<typeof feedbackQuery>;

const nothing = z.strictObject({}).default({});
const reason = z.strictObject({ reason: prose(4000) });
const answer = z.strictObject({ answer: prose(20_000), summary: prose(2000).exactOptional().meta({ description: 'What was asked, in short, for the public' }) });

/** One command to feedback or an urging: its type, the body of that type, and what it says in words. */
export const feedbackCommandRequest = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('AcceptFeedback'), body: z.strictObject({ complex: z.boolean().exactOptional() }).default({}) }),
    z.strictObject({ type: z.literal('RefuseFeedback'), body: nothing, text: reason }),
    z.strictObject({ type: z.literal('SendBackFeedback'), body: nothing, text: reason }),
    z.strictObject({ type: z.literal('AskMore'), body: nothing, text: z.strictObject({ question: prose(4000) }) }),
    z.strictObject({ type: z.literal('RecordSupplied'), body: nothing, text: z.strictObject({ content: prose(10_000) }).exactOptional() }),
    z.strictObject({ type: z.literal('ForwardFeedback'), body: z.strictObject({ agency: reference }), text: reason.exactOptional() }),
    z.strictObject({ type: z.literal('AnswerFeedback'), body: nothing, text: answer }),
    z.strictObject({ type: z.literal('ProposePublication'), body: nothing, text: answer }),
    z.strictObject({
      type: z.literal('ApprovePublication'),
      body: z.strictObject({
        version: ordinal.meta({ description: 'Of the words that were read, as the publication check shows it' }),
        doubts: z.array(z.string().regex(/^(?:answer|summary):\d{1,6}-\d{1,6}$/, 'must be the place of a finding')).max(200).default([]).meta({ description: 'Places that look like personal data and may stand' }),
      }),
    }),
    z.strictObject({
      type: z.literal('PublishAnswer'),
      body: z.strictObject({ clickedAt: instantIn.meta({ description: 'When it could be read by everybody: this moment is judged' }), evidence: evidenceIds.default([]) }),
      text: z.strictObject({ address: line(500) }),
    }),
    z.strictObject({ type: z.literal('RateAnswer'), body: z.strictObject({ verdict: z.enum(VERDICTS) }), text: z.strictObject({ comment: prose(4000) }).exactOptional() }),
    z.strictObject({ type: z.literal('ReopenFeedback'), body: z.strictObject({ reason: z.enum(REOPENING_REASONS).exclude(['dissatisfied']) }), text: reason.exactOptional() }),
    z.strictObject({ type: z.literal('WithdrawFeedback'), body: nothing, text: reason.exactOptional() }),
    z.strictObject({ type: z.literal('ProposeErasure'), body: z.strictObject({ decisionNumber: documentNumber }) }),
    z.strictObject({ type: z.literal('WithdrawErasure'), body: nothing }),
    z.strictObject({ type: z.literal('RejectErasure'), body: z.strictObject({ decisionNumber: documentNumber.meta({ description: 'That of the proposal' }) }) }),
    z.strictObject({ type: z.literal('EraseCaseRecords'), body: z.strictObject({ decisionNumber: documentNumber.meta({ description: 'That of the proposal' }) }) }),
    z.strictObject({ type: z.literal('TellApplicant'), body: z.strictObject({ by: z.enum(TOLD_BY) }) }),
  ])
  .meta({
    examples: [
      { type: 'AnswerFeedback', body: {}, text: { summary: 'Phản ánh về thời gian trả kết quả', answer: 'Cơ quan đã kiểm tra và trả kết quả; xin lỗi vì sự chậm trễ.' } },
      { type: 'ApprovePublication', body: { version: 3, doubts: ['answer:12-25'] } },
      { type: 'ForwardFeedback', body: { agency: 'H99.05' } },
    ],
  });
/** A `feedbackCommandRequest` that was checked. */
export type FeedbackCommandRequest = z.output<typeof feedbackCommandRequest>;

/** An urging as the desk enters it. */
export const urgingRequest = z
  .strictObject({ by: z.enum(URGED_BY), content: prose(2000).exactOptional() })
  .meta({ examples: [{ by: 'applicant', content: 'Hồ sơ đã quá hẹn, đề nghị cho biết khi nào có kết quả.' }] });
/** An `urgingRequest` that was checked. */
export type UrgingRequest = z.output<typeof urgingRequest>;

/** Which published answers are listed. */
export const publicAnswersQuery = z.strictObject({ limit, after, agency: reference.exactOptional() });
/** A `publicAnswersQuery` that was checked. */
export type PublicAnswersQuery = z.output<typeof publicAnswersQuery>;

/** One count of feedback. */
export const feedbackCount = z.enum(FEEDBACK_COUNTS);

const period = {
  agency: reference.exactOptional(),
  ...periodFields,
};

/** Whose figures of feedback, over which days. */
export const feedbackFiguresQuery = z.strictObject(period).superRefine(checkPeriod);
/** A `feedbackFiguresQuery` that was checked. */
export type FeedbackFiguresQuery = z.output<typeof feedbackFiguresQuery>;

/** A page of what a count is made of. */
export const feedbackCountQuery = z.strictObject({ ...period, limit, after }).superRefine(checkPeriod);
/** A `feedbackCountQuery` that was checked. */
export type FeedbackCountQuery = z.output<typeof feedbackCountQuery>;
