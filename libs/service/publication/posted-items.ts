import { type Actor, type CaseRefusal, formatLocalDate, localDateOf, openPostedItem, type PostedItem } from '#domain';
import { type CaseAnswer, type CaseRights, giveCaseCommand } from '../cases/give-command.js';
import { openCase } from '../cases/open-case.js';
import { refusalBehind } from '../cases/refused-case.js';
import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';
import { requestHash } from '../stable-text.js';

/** What an agency has to keep posted, as it was set or changed on a local day, ISO. */
export interface PostedItemInput {
  readonly actor: Actor;
  readonly idempotencyKey: string;
  readonly agency: string;
  readonly item: PostedItem;
  readonly changedOn: string;
  /** The number, or where the rules stand. */
  readonly content: string;
}

/** What setting it came to: its publication, or why not. */
export type PostedItemSetting = { readonly kind: 'set'; readonly code: string } | { readonly kind: 'refused'; readonly refusal: CaseRefusal } | { readonly kind: 'key-conflict' | 'forbidden' };

/**
 * Sets a hotline or rules of feedback, to be posted within the installation's term: the first time opens the publication, every
 * change begins its next round, once what was set before is posted. The agency is one of the catalogue the actor may post for.
 */
export async function setPostedItem(engine: Engine, clock: Clock, input: PostedItemInput, mayGive: CaseRights['mayGive']): Promise<PostedItemSetting> {
  const { actor, idempotencyKey, agency, item, changedOn, content } = input;
  const today = formatLocalDate(localDateOf(clock.now()));
  if (changedOn > today) {
    return { kind: 'refused', refusal: { code: 'change-out-of-order', data: { day: today } } };
  }
  try {
    return await engine.database.transaction(async (tx): Promise<PostedItemSetting> => {
      await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`posted-item:${agency}:${item}`]);
      const known = await tx.first<{ code: string; business_key: string }>('SELECT c.code, c.business_key FROM posted_item p JOIN deadline_case c ON c.id = p.case_id WHERE p.agency = $1 AND p.item = $2', [agency, item]);
      const request = `posted-item:${agency}:${item}:${actor.subject}:${idempotencyKey}:`;
      const opening = `${request}${requestHash(engine, { changedOn, content })}`;
      if (known !== undefined) {
        if (known.business_key.startsWith(request)) {
          return known.business_key === opening ? { kind: 'set', code: known.code } : { kind: 'key-conflict' };
        }
        const answer = await giveCaseCommand(engine, clock, { actor, idempotencyKey, code: known.code, type: 'ChangePostedItem', body: { changedOn }, text: { content } }, { mayGive }, tx);
        if (answer.kind === 'decided' && answer.outcome.kind === 'applied') {
          await tx.run('UPDATE posted_item SET changed_on = $3 WHERE agency = $1 AND item = $2', [agency, item, changedOn]);
        }
        return settingOf(known.code, answer);
      }
      const province = (await engine.rules.agencies(tx)).get(agency)?.province ?? agency;
      const opened = await openCase(engine, tx, {
        kind: 'publication',
        businessKey: opening,
        series: 'CK',
        agency,
        actor,
        at: clock.now(),
        texts: { content: { kind: 'text', data: { content } } },
        begin: ({ code, texts }, context) => openPostedItem({ code, agency, province, ...(texts['content'] === undefined ? {} : { text: texts['content'] }) }, item, changedOn, context),
      });
      await tx.run('INSERT INTO posted_item (case_id, agency, item, changed_on) VALUES ($1, $2, $3, $4)', [opened.id, agency, item, changedOn]);
      return { kind: 'set', code: opened.code };
    });
  } catch (error) {
    return { kind: 'refused', refusal: refusalBehind(error) };
  }
}

function settingOf(code: string, answer: CaseAnswer): PostedItemSetting {
  switch (answer.kind) {
    case 'decided':
    case 'known':
      return answer.outcome.kind === 'applied' ? { kind: 'set', code } : { kind: 'refused', refusal: answer.outcome.refusal };
    case 'key-conflict':
    case 'forbidden':
      return { kind: answer.kind };
    case 'not-found':
      throw new Error(`Publication ${code} vanished while it was held`);
  }
}
