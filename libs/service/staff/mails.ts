import { formatLocalDate, type Instant, localDateOf, MS_PER_HOUR, MS_PER_MINUTE, type ToldNotice } from '#domain';
import type { Transaction } from '#persistence';
import { noticeMailSubject, noticeMailText } from '#vi';
import type { Engine } from '../engine.js';
import { attachmentsOf } from '../morning/mail-attachment.js';
import type { Mailer, OutgoingMail, SendOutcome } from '../messages/mailer.js';

/** Mails a pass sends at once: few enough that a claim is long over before it could be taken for one cut off. */
export const MAILS_AT_ONCE = 10;
/** A claim without an outcome after this long was cut off: nobody knows whether the mail left. */
const CUT_OFF_MS = 15 * MS_PER_MINUTE;
const FIRST_REST_MS = 5 * MS_PER_MINUTE;
const MOST_ATTEMPTS = 6;
/** What was first shown longer ago than this is no news by mail: it stands on the screen. */
const NEWS_MS = 20 * MS_PER_HOUR;
/** An unknown outcome is tried once more. */
const MOST_UNKNOWNS = 1;
/** The transaction-scoped advisory lock of who claims: two claimers would part one person's notices into two mails. */
const CLAIM_LOCK = 718_203_011;

/** What one pass came to, in mails. */
export interface MailTally {
  readonly sent: number;
  readonly deferred: number;
  readonly refused: number;
  readonly unknown: number;
}

interface Claim {
  readonly message_id: string;
  readonly attempts: number;
  readonly unknowns: number;
  readonly email: string;
}

/**
 * Sends what staff are told by e-mail: everything due to a person in one mail. A mail is claimed, handed over once, and its
 * outcome recorded. One whose outcome is unknown goes out once more under the same Message-ID: unlike a letter to an
 * applicant it promises nothing, so twice does no harm and never does. Refused for now is tried again after five minutes,
 * ten, twenty, six times in all.
 */
export async function sendStaffMails(engine: Engine, mailer: Mailer, at: Instant): Promise<MailTally> {
  const claims = await engine.database.transaction((tx) => claimMails(engine, tx, at));
  const mails = await composeMails(engine, claims);
  const outcomes = await Promise.all(
    mails.map(async ({ claim, mail }) => {
      const outcome = await handOver(mailer, mail);
      return recordOutcome(engine, claim, outcome, at);
    }),
  );
  const count = (status: Status): number => outcomes.filter((each) => each === status).length;
  return { sent: count('sent'), deferred: count('deferred'), refused: count('refused'), unknown: count('unknown') };
}

async function claimMails({ sha256 }: Pick<Engine, 'sha256'>, tx: Transaction, at: Instant): Promise<readonly Claim[]> {
  const lock = await tx.first<{ taken: boolean }>(`SELECT pg_try_advisory_xact_lock(${String(CLAIM_LOCK)}) AS taken`);
  if (lock?.taken !== true) {
    return [];
  }
  // A second attempt that was cut off as well: what became of either is unknown, and there is no third.
  await tx.run(`UPDATE staff_mail SET status = 'unknown', unknowns = unknowns + 1, settled_at = $1, next_attempt_at = NULL WHERE next_attempt_at <= $1 AND status = 'claimed' AND unknowns >= $2`, [at, MOST_UNKNOWNS]);
  const again = await tx.rows<Claim>(
    `UPDATE staff_mail m SET status = 'claimed', attempts = attempts + 1, unknowns = unknowns + CASE WHEN status = 'claimed' THEN 1 ELSE 0 END, claimed_at = $1, next_attempt_at = $2
     FROM staff s WHERE s.subject = m.subject AND s.email IS NOT NULL
       AND m.message_id IN (SELECT message_id FROM staff_mail WHERE next_attempt_at <= $1 ORDER BY next_attempt_at LIMIT $3)
     RETURNING m.message_id, m.attempts, m.unknowns, s.email`,
    [at, at + CUT_OFF_MS, MAILS_AT_ONCE],
  );
  const due = await tx.rows<{ id: number; subject: string; email: string }>(
    `WITH waiting AS (
       SELECT n.id, n.subject, n.visible_at, s.email FROM staff_notice n JOIN staff s ON s.subject = n.subject
       WHERE n.by_mail AND n.mail_id IS NULL AND n.visible_at <= $1 AND n.visible_at > $2 AND s.mail_wanted AND s.active_from <= $3 AND (s.active_until IS NULL OR s.active_until >= $3)
     ), next AS (SELECT subject FROM waiting GROUP BY subject ORDER BY min(visible_at), subject LIMIT $4)
     SELECT id, subject, email FROM waiting WHERE subject IN (SELECT subject FROM next) ORDER BY subject, id`,
    [at, at - NEWS_MS, formatLocalDate(localDateOf(at)), Math.max(0, MAILS_AT_ONCE - again.length)],
  );
  const fresh = [...new Set(due.map(({ subject }) => subject))].map((subject) => {
    const own = due.filter((each) => each.subject === subject);
    // The same notices give the same identifier, also when a claim was rolled back and is made again.
    const message_id = `${sha256(`${subject} ${own.map(({ id }) => id).join(' ')}`).slice(0, 40)}@staff.dung-han`;
    return { message_id, subject, email: own[0]?.email ?? '', ids: own.map(({ id }) => id) };
  });
  if (fresh.length > 0) {
    await tx.run(
      `INSERT INTO staff_mail (message_id, subject, status, attempts, unknowns, claimed_at, next_attempt_at) SELECT message_id, subject, 'claimed', 1, 0, $1, $2 FROM unnest($3::text[], $4::text[]) AS mail (message_id, subject)`,
      [at, at + CUT_OFF_MS, fresh.map((mail) => mail.message_id), fresh.map(({ subject }) => subject)],
    );
    const told = fresh.flatMap(({ message_id, ids }) => ids.map((id) => ({ message_id, id })));
    await tx.run('UPDATE staff_notice SET mail_id = told.mail FROM unnest($1::bigint[], $2::text[]) AS told (id, mail) WHERE staff_notice.id = told.id', [told.map(({ id }) => id), told.map((each) => each.message_id)]);
  }
  return [...again, ...fresh.map(({ message_id, email }) => ({ message_id, email, attempts: 1, unknowns: 0 }))];
}

interface ContentRow {
  readonly mail_id: string;
  readonly kind: ToldNotice['kind'];
  readonly facts: ToldNotice['facts'];
  readonly procedure_name: string | null;
}

async function composeMails(engine: Engine, claims: readonly Claim[]): Promise<readonly { readonly claim: Claim; readonly mail: OutgoingMail }[]> {
  if (claims.length === 0) {
    return [];
  }
  const rows = await engine.database.read.rows<ContentRow>(
    `SELECT n.mail_id, n.kind, n.data AS facts, p.data->>'name' AS procedure_name FROM staff_notice n
     LEFT JOIN dossier d ON d.id = n.dossier_id LEFT JOIN procedure_version p ON p.code = d.procedure_code AND p.version = d.procedure_version
     WHERE n.mail_id = ANY($1) ORDER BY n.id`,
    [claims.map((claim) => claim.message_id)],
  );
  return Promise.all(claims.map(async (claim) => {
    const notices = rows.filter((row) => row.mail_id === claim.message_id).map(({ kind, facts, procedure_name }) => ({ notice: { kind, facts } as ToldNotice, procedure: procedure_name ?? '' }));
    const told = notices.map(({ notice }) => notice);
    return { claim, mail: { messageId: claim.message_id, to: claim.email, subject: noticeMailSubject(told), text: noticeMailText(notices), ...(await attachmentsOf(engine, told)) } };
  }));
}

/** A mailer that throws, against its contract, may have sent before. */
async function handOver(mailer: Mailer, mail: OutgoingMail): Promise<SendOutcome> {
  try {
    return await mailer.send(mail);
  } catch (error) {
    return { kind: 'unknown', reason: error instanceof Error ? error.message : String(error) };
  }
}

type Status = 'sent' | 'deferred' | 'refused' | 'unknown';

async function recordOutcome({ database }: Pick<Engine, 'database'>, claim: Claim, outcome: SendOutcome, at: Instant): Promise<Status> {
  const { attempts } = claim;
  const unknowns = claim.unknowns + (outcome.kind === 'unknown' ? 1 : 0);
  const again = outcome.kind === 'unknown' ? unknowns <= MOST_UNKNOWNS : outcome.kind === 'refused' && !outcome.permanent && attempts < MOST_ATTEMPTS;
  const status = again ? 'deferred' : outcome.kind;
  const next = again ? at + FIRST_REST_MS * 2 ** (attempts - 1) : null;
  await database.read.run(
    `UPDATE staff_mail SET status = $2, unknowns = $3, next_attempt_at = $4, settled_at = CASE WHEN $4::bigint IS NULL THEN $5::bigint END, detail = $6 WHERE message_id = $1 AND status = 'claimed' AND attempts = $7`,
    [claim.message_id, status, unknowns, next, at, JSON.stringify(outcome.kind === 'sent' ? outcome.receipt : { reason: outcome.reason }), attempts],
  );
  return status;
}
