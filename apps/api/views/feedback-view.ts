import { type Agency, type CaseClock, type CaseEvent, feedbackCommandsFor, type FeedbackCommandType, type FeedbackRound, formatLocalDate, instant, localDateOf, placeOf } from '#domain';
import { type ExaminedWords, type FeedbackFile, type FeedbackLine, maskAddress, maskEmail, maskNumber, type PublicAnswer } from '#service';
import { clockLabel, FEEDBACK_CHANNEL_LABELS, FEEDBACK_PHASE_LABELS, FEEDBACK_SUBJECT_LABELS, FINDING_LABELS } from '#vi';
import { isoOf, isoOrNull } from '../schemas/atoms.js';
import { dossierPath } from './dossier-view.js';
import { type FeedbackAnswer, type FeedbackLineAnswer, feedbackLineSchema, type PublicAnswerView, type PublicationCheckAnswer } from './feedback-schema.js';

/** Address of feedback in the API. */
export function feedbackPath(code: string): string {
  return `/api/v1/feedback/${encodeURIComponent(code)}`;
}

/** Address of the slip of an urging. */
export function slipPath(dossierCode: string, code: string): string {
  return `${dossierPath(dossierCode)}/urgings/${encodeURIComponent(code)}/slip`;
}

/** A line of feedback as its answer. */
export function viewFeedbackLine(line: FeedbackLine): FeedbackLineAnswer {
  const { code, agency, owner, phase, portal_code, dossier_code, urging_number, next_clock, next_due_at } = line;
  return {
    code,
    form: urging_number === null ? 'feedback' : 'urging',
    agency,
    owner,
    phase,
    phaseLabel: FEEDBACK_PHASE_LABELS[phase],
    channel: feedbackLineSchema.shape.channel.parse(line.channel),
    subject: feedbackLineSchema.shape.subject.parse(line.subject),
    receivedAt: isoOf(line.received_at),
    portalCode: portal_code,
    urging: urging_number === null ? null : { number: urging_number, urgent: line.urgent },
    dossierCode: dossier_code,
    nextClock: next_clock === null || next_due_at === null ? null : { clock: next_clock, label: clockLabel(next_clock), dueAt: isoOf(next_due_at) },
    late: line.late,
    link: feedbackPath(code),
  };
}

/** What the view of one piece of feedback needs beside it. */
export interface FeedbackSight {
  readonly agencies: ReadonlyMap<string, Agency>;
  /** Who looks at it. */
  readonly subject: string;
  /** Of who proposed something, as far as they are entered as staff. */
  readonly names: ReadonlyMap<string, string>;
  /** The caller may read personal data. */
  readonly people: boolean;
  readonly may: (command: FeedbackCommandType) => boolean;
  readonly similar: readonly string[];
}

/** Feedback as its answer. @throws when the case is of another kind */
export function viewFeedback({ state, events, records, dossierCode }: FeedbackFile, { agencies, subject: viewer, names, people, may, similar }: FeedbackSight): FeedbackAnswer {
  const { code, own } = state;
  if (own.kind !== 'feedback') {
    throw new Error(`Case ${code} is no feedback`);
  }
  const { received, urging, proposal, erasure } = own;
  const self = feedbackPath(code);
  const [channel, subject] = [received?.channel ?? null, received?.subject ?? null];
  const sender = received?.party === undefined ? undefined : records.get(received.party.version)?.data;
  return {
    code,
    form: urging === undefined ? 'feedback' : 'urging',
    agency: { code: state.agency, name: agencies.get(state.agency)?.name ?? state.agency },
    owner: state.owner ?? null,
    phase: own.phase,
    phaseLabel: FEEDBACK_PHASE_LABELS[own.phase],
    outcome: state.outcome ?? null,
    channel,
    channelLabel: channel === null ? null : FEEDBACK_CHANNEL_LABELS[channel],
    subject,
    subjectLabel: subject === null ? null : FEEDBACK_SUBJECT_LABELS[subject],
    receivedAt: isoOf(received?.at ?? state.openedAt),
    portalCode: received?.portalCode ?? null,
    aboutAgency: received?.aboutAgency ?? null,
    dossierCode: dossierCode ?? null,
    stage: received?.stage ?? null,
    urging: urging === undefined ? null : { number: urging.number, urgent: urging.urgent, by: urging.by, desk: urging.desk },
    complex: own.complex,
    clocks: state.clocks.map(viewClock),
    rounds: own.rounds.map(viewRound),
    sender: sender === undefined ? null : viewSender(sender, people),
    said: people ? events.flatMap((event) => wordsOf(event, records)) : [],
    publication: proposal === undefined || urging !== undefined ? null : { version: proposal.version, approved: own.approved !== undefined, publishedAt: own.phase === 'published' ? isoOrNull(own.published?.at) : null },
    similar: [...similar],
    erasureProposal: erasure !== undefined && (people || may('EraseCaseRecords')) ? { proposedBy: erasure.by, proposedByName: names.get(erasure.by) ?? null, proposedAt: isoOf(erasure.at), decisionNumber: erasure.decisionNumber } : null,
    allowedActions: feedbackCommandsFor(viewer, own).filter(may),
    links: {
      self,
      commands: `${self}/commands`,
      publicationCheck: `${self}/publication-check`,
      dossier: dossierCode === undefined ? null : dossierPath(dossierCode),
      slip: dossierCode === undefined || urging === undefined ? null : slipPath(dossierCode, code),
    },
  };
}

function viewClock({ clock, round, agency, counting, dueAt, law, becameLate, stopped }: CaseClock): FeedbackAnswer['clocks'][number] {
  return {
    clock,
    label: clockLabel(clock),
    round,
    agency,
    startedAt: isoOf(counting.from),
    dueAt: isoOf(dueAt),
    law: { document: law.document, article: law.article ?? null },
    becameLate,
    stopped: stopped === undefined ? null : { ...stopped, at: isoOf(stopped.at) },
  };
}

function viewRound({ agency, begunAt, begunBy, ended, verdict }: FeedbackRound): FeedbackAnswer['rounds'][number] {
  return { agency, begunAt: isoOf(begunAt), begunBy, ended: ended === undefined ? null : { as: ended.as, at: isoOf(ended.at), inTime: ended.inTime ?? null }, verdict: verdict ?? null };
}

function viewSender(sender: Readonly<Record<string, unknown>>, people: boolean): FeedbackAnswer['sender'] {
  const shown = (key: string, mask: (text: string) => string | null): string | null => {
    const value = sender[key];
    return typeof value !== 'string' ? null : people ? value : mask(value);
  };
  return { name: shown('name', () => null), phone: shown('phone', maskNumber), email: shown('email', maskEmail), address: shown('address', maskAddress) };
}

function wordsOf({ type, payload, occurredAt }: CaseEvent, records: FeedbackFile['records']): FeedbackAnswer['said'] {
  const record = 'text' in payload ? records.get(payload.text.version) : undefined;
  const text = Object.fromEntries(Object.entries(record?.data ?? {}).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])));
  return record === undefined ? [] : [{ at: isoOf(occurredAt), event: type, text }];
}

/** A publication check as its answer. */
export function viewPublicationCheck({ version, words, findings }: ExaminedWords): PublicationCheckAnswer {
  const fields = new Map<string, string>(Object.entries(words));
  return {
    version,
    words: { summary: words.summary ?? null, answer: words.answer },
    findings: findings.map((finding) => ({
      place: placeOf(finding),
      kind: finding.kind,
      label: FINDING_LABELS[finding.kind],
      certain: finding.isCertain,
      excerpt: fields.get(finding.field)?.slice(finding.start, finding.end) ?? '',
    })),
  };
}

/** A public answer as it is shown; the subject in words, for everybody reads it. */
export function viewPublicAnswer({ code, agency, subject, receivedAt, publishedAt, words }: PublicAnswer, agencies: ReadonlyMap<string, Agency>): PublicAnswerView {
  const labels: Readonly<Record<string, string>> = FEEDBACK_SUBJECT_LABELS;
  return {
    code,
    agency: { code: agency, name: agencies.get(agency)?.name ?? agency },
    subject: labels[subject] ?? subject,
    receivedOn: formatLocalDate(localDateOf(instant(receivedAt))),
    publishedAt: isoOf(publishedAt),
    summary: words.summary ?? null,
    answer: words.answer,
  };
}
