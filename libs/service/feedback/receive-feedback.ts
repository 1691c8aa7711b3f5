import { type Agency, beginFeedback, type FeedbackChannel, type FeedbackSubject, formatLocalDate, hasEnded, type Instant, localDateOf } from '#domain';
import type { Transaction } from '#persistence';
import { foldSearchText } from '#vi';
import { openCase, type OpenedCase } from '../cases/open-case.js';
import { RefusedCase } from '../cases/refused-case.js';
import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';
import { phoneDigits } from '../personal/search-token.js';
import { type Opening, openOnce, type OpeningRequest } from './open-once.js';

/** Who sent feedback, as far as they said. */
export interface Sender {
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly address?: string;
}

/** Feedback as it reached an agency. */
export interface FeedbackBody {
  readonly agencyCode: string;
  readonly channel: FeedbackChannel;
  readonly subject: FeedbackSubject;
  /** When it reached the agency, where that was before its entry. */
  readonly receivedAt?: number;
  /** The portal's own code: the same one is the same feedback, whoever enters it. */
  readonly portalCode?: string;
  readonly dossierCode?: string;
  readonly stage?: string;
  readonly aboutAgencyCode?: string;
  /** Absent where the sender is not known. */
  readonly sender?: Sender;
  readonly title?: string;
  readonly content: string;
}

/** What became of it, with codes of earlier feedback that is likely the same. */
export type FeedbackReceipt = Exclude<Opening, { readonly kind: 'opened' }> | (Extract<Opening, { readonly kind: 'opened' }> & { readonly similar: readonly string[] });

/** Most codes of likely repetitions that are told. */
const SIMILAR_TOLD = 5;

/**
 * Enters feedback: case, clocks and encrypted records in one transaction. One that bears a portal code already known, or
 * repeats a key, is given back as it is. Repetition under another key is told, never refused: people may say a thing twice.
 */
export async function receiveFeedback(engine: Engine, clock: Clock, request: Omit<OpeningRequest, 'type' | 'body'> & { readonly body: FeedbackBody }): Promise<FeedbackReceipt> {
  const { actor, body } = request;
  const opened = await openOnce(engine, clock, { ...request, type: 'ReceiveFeedback' }, async (tx, at) => {
    const agencies = await engine.rules.agencies(tx);
    const agency = takingAgency(agencies, body.agencyCode, at);
    if (body.aboutAgencyCode !== undefined && !agencies.has(body.aboutAgencyCode)) {
      throw new RefusedCase({ code: 'unknown-agency', data: { agency: body.aboutAgencyCode } });
    }
    const receivedAt = body.receivedAt ?? at;
    if (receivedAt > at) {
      throw new RefusedCase({ code: 'received-in-future', data: { receivedAt: String(receivedAt) } });
    }
    const dossier = body.dossierCode === undefined ? undefined : await dossierOf(engine, tx, body.dossierCode, body.stage);
    const { sender } = body;
    const feedback = await openCase(engine, tx, {
      kind: 'feedback',
      businessKey: body.portalCode === undefined ? `feedback:${actor.subject}:${request.idempotencyKey}` : `feedback:portal:${body.portalCode}`,
      series: 'PA',
      agency: agency.code,
      actor,
      at,
      texts: {
        words: { kind: 'text', data: { content: body.content, ...(body.title === undefined ? {} : { title: body.title }) } },
        ...(sender === undefined ? {} : { sender: { kind: 'party', data: { ...sender } } }),
      },
      begin: ({ code, texts: { words, sender: party } }, context) =>
        beginFeedback(
          { kind: 'feedback', code, agency: agency.code, province: agency.province, ...(dossier === undefined ? {} : { dossier }), ...(words === undefined ? {} : { text: words }) },
          {
            channel: body.channel,
            subject: body.subject,
            receivedAt,
            ...(body.portalCode === undefined ? {} : { portalCode: body.portalCode }),
            ...(party === undefined ? {} : { party }),
            ...(body.aboutAgencyCode === undefined ? {} : { aboutAgency: body.aboutAgencyCode }),
            ...(body.stage === undefined ? {} : { stage: body.stage }),
          },
          context,
        ),
    });
    return rememberLikeness(tx, feedback, likenessOf(engine, body));
  });
  return opened.kind === 'opened' ? { ...opened, similar: await findSimilar(engine, opened.id) } : opened;
}

/** The agency a case may be opened for. @throws RefusedCase where there is none, or it takes no new work */
function takingAgency(agencies: ReadonlyMap<string, Agency>, code: string, at: Instant): Agency {
  const agency = agencies.get(code);
  if (agency === undefined) {
    throw new RefusedCase({ code: 'unknown-agency', data: { agency: code } });
  }
  if (hasEnded(agency, formatLocalDate(localDateOf(at)))) {
    throw new RefusedCase({ code: 'agency-ended', data: { agency: code } });
  }
  return agency;
}

async function dossierOf(engine: Engine, tx: Transaction, code: string, stage: string | undefined): Promise<string> {
  const row = await tx.first<{ id: string; procedure_code: string; procedure_version: number }>('SELECT id, procedure_code, procedure_version FROM dossier WHERE code = $1', [code]);
  if (row === undefined) {
    throw new RefusedCase({ code: 'unknown-dossier', data: { dossier: code } });
  }
  const { procedure } = await engine.rules.procedure(tx, row.procedure_code, row.procedure_version);
  if (stage !== undefined && !procedure.cases.some(({ parts }) => parts.some(({ groups }) => groups.some(({ stages }) => stages.some(({ id }) => id === stage))))) {
    throw new RefusedCase({ code: 'unknown-stage', data: { stage } });
  }
  return row.id;
}

/** The same telephone with the same words, however they are spelt; none without a telephone. */
function likenessOf({ vault }: Engine, { sender, content }: FeedbackBody): string | undefined {
  return sender?.phone === undefined ? undefined : vault.hmac('feedback-likeness', `${phoneDigits(sender.phone)}\n${foldSearchText(content)}`);
}

async function rememberLikeness(tx: Transaction, feedback: OpenedCase, likeness: string | undefined): Promise<OpenedCase> {
  if (likeness !== undefined && feedback.isNew) {
    await tx.run('UPDATE feedback SET likeness = $2 WHERE case_id = $1', [feedback.id, likeness]);
  }
  return feedback;
}

/** Codes of earlier feedback that is likely the same, newest first. */
export async function findSimilar({ database }: Pick<Engine, 'database'>, caseId: string): Promise<readonly string[]> {
  const rows = await database.read.rows<{ code: string }>(
    `SELECT c.code FROM feedback own JOIN feedback f ON f.likeness = own.likeness AND f.case_id <> own.case_id JOIN deadline_case c ON c.id = f.case_id
     JOIN deadline_case o ON o.id = own.case_id WHERE own.case_id = $1 AND (c.opened_at, c.code) < (o.opened_at, o.code) ORDER BY c.opened_at DESC, c.code LIMIT ${String(SIMILAR_TOLD)}`,
    [caseId],
  );
  return rows.map(({ code }) => code);
}
