import { type Actor, type AnnouncedItem, type AnnouncementFacts, announcementFault, type CaseRefusal, formatLocalDate, type Instant, leadChecks, localDateOf, openAnnouncement, openItem, type PostingPlace, postingRules } from '#domain';
import type { Transaction } from '#persistence';
import { openCase } from '../cases/open-case.js';
import { RefusedCase, refusalBehind } from '../cases/refused-case.js';
import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';
import { requestHash } from '../stable-text.js';
import { findSameNumber, insertAnnouncement, insertItem } from './announcement-rows.js';
import { endIntake } from './catalogue-subjects.js';
import { ownerOf } from './owner.js';

/** A decision to be entered, by whom, once for a key. */
export interface AnnouncementInput {
  readonly actor: Actor;
  readonly idempotencyKey: string;
  readonly facts: AnnouncementFacts;
}

/** What entering a decision came to. `known`: entered before under the same key. */
export type AnnouncementEntry =
  | { readonly kind: 'entered' | 'known'; readonly code: string }
  | { readonly kind: 'key-conflict' }
  | { readonly kind: 'refused'; readonly refusal: CaseRefusal };

/**
 * Enters an announcement decision (quyết định công bố): its own ledger with both checks of its lead, one publication for each item
 * with its clocks, and the end of the intake of what it repeals, all in one transaction. The checks block nothing. A number
 * stands once for an issuer and year.
 */
export async function enterAnnouncement(engine: Engine, clock: Clock, input: AnnouncementInput): Promise<AnnouncementEntry> {
  try {
    return await engine.database.transaction((tx) => enter(engine, tx, clock, input));
  } catch (error) {
    return { kind: 'refused', refusal: refusalBehind(error) };
  }
}

async function enter(engine: Engine, tx: Transaction, clock: Clock, { actor, idempotencyKey: key, facts }: AnnouncementInput): Promise<AnnouncementEntry> {
  const hash = requestHash(engine, { facts });
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`announcement-request:${actor.subject}:${key}`]);
  const known = await tx.first<{ request_hash: string; code: string }>(
    'SELECT a.request_hash, c.code FROM announcement a JOIN deadline_case c ON c.id = a.case_id WHERE a.entered_by = $1 AND a.request_key = $2',
    [actor.subject, key],
  );
  if (known !== undefined) {
    return known.request_hash === hash ? { kind: 'known', code: known.code } : { kind: 'key-conflict' };
  }
  const same = await findSameNumber(tx, facts);
  if (same !== undefined) {
    throw new RefusedCase({ code: 'announcement-known', data: { announcement: same.code, number: facts.number } });
  }
  const [snapshot, agencies, settings] = [await engine.rules.holdCalendar(tx), await engine.rules.agencies(tx), await engine.rules.settings(tx)];
  const province = agencies.get(actor.agency)?.province ?? actor.agency;
  if (facts.issuer.level === 'province' && agencies.get(facts.issuer.agency)?.province !== province) {
    throw new RefusedCase({ code: 'unknown-agency', data: { agency: facts.issuer.agency } });
  }
  const agency = ownerOf(settings.publication, facts.issuer.agency, province, agencies);
  if (agencies.get(agency)?.province !== province) {
    throw new RefusedCase({ code: 'unknown-agency', data: { agency } });
  }
  const at = clock.now();
  const fault = announcementFault(facts, formatLocalDate(localDateOf(at)));
  if (fault !== undefined) {
    const { code, ...data } = fault;
    throw new RefusedCase({ code, data });
  }
  const opened = await openCase(engine, tx, {
    kind: 'publication',
    businessKey: `announcement:${actor.subject}:${key}`,
    series: 'CB',
    agency,
    actor,
    at,
    begin: ({ code }, context) => openAnnouncement({ code, agency, province }, facts, context),
  });
  const calendars = await engine.rules.calendars(tx, snapshot);
  await insertAnnouncement(tx, opened.id, facts, leadChecks(facts, calendars.processing(agency)), { by: actor.subject, key, hash });
  const announcement: Announced = { id: opened.id, code: opened.code, agency, province, facts, round: 1 };
  for (const item of facts.items) {
    await openAnnounced(engine, tx, announcement, item, actor, at);
  }
  return { kind: 'entered', code: opened.code };
}

/** A decision items are opened for; `round` tells the times its list was entered apart. */
export interface Announced {
  readonly id: string;
  readonly code: string;
  readonly agency: string;
  readonly province: string;
  readonly facts: AnnouncementFacts;
  readonly round: number;
}

/**
 * Opens the publication of one item, and ends the intake of what it repeals.
 * @throws RefusedCase when that cannot be ended
 */
export async function openAnnounced(engine: Engine, tx: Transaction, { id, code: announcement, agency, province, facts, round }: Announced, subject: AnnouncedItem, actor: Actor, at: Instant): Promise<void> {
  let places: readonly PostingPlace[] = [];
  const opened = await openCase(engine, tx, {
    kind: 'publication',
    businessKey: `publication:${announcement}:${String(round)}:${subject.kind}:${subject.code}`,
    series: 'CK',
    agency,
    actor,
    at,
    begin: ({ code }, context) => {
      places = postingRules(facts, subject.change, context.settings.publication).map(({ place }) => place);
      return openItem({ code, agency, province }, { announcement, facts, subject }, context);
    },
  });
  await insertItem(tx, opened.id, id, subject, places);
  const refusal = subject.change === 'repealed' ? await endIntake(engine, tx, subject, facts, at) : undefined;
  if (refusal !== undefined) {
    throw new RefusedCase(refusal);
  }
}
