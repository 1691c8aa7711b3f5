import { startClock, voidClock } from '../deadline-case/case-clocks.js';
import { acceptCase, type CaseContext, type CaseDecision, refuseCase } from '../deadline-case/case-commands.js';
import { formatLocalDate, parseLocalDate } from '../time/local-date.js';
import { localDateOf } from '../time/instant.js';
import type { TextRef } from '../dossier/commands.js';
import { announcementFault, itemKey } from './announcement.js';
import { correctPosting, type Publication, recordPosting } from './decide-posting.js';
import { leadChecks } from './lead-check.js';
import { dayStart } from './open-publication.js';
import { postedItemRule } from './posting-rules.js';
import type { PublicationBodies, PublicationCommand } from './publication-commands.js';
import { recountClock } from './recount-clocks.js';

/** What a command to a publication leads to. */
export function decidePublication(state: Publication, command: PublicationCommand, context: CaseContext): CaseDecision {
  switch (command.type) {
    case 'RecordPosting':
      return recordPosting(state, command.body, command.text, context);
    case 'CorrectPosting':
      return correctPosting(state, command.body, command.text, context);
    case 'CorrectAnnouncement':
      return correctAnnouncement(state, command.body, command.text, context);
    case 'CountAgain':
      return countAgain(state, command.body, context);
    case 'WithdrawItem':
      return withdrawItem(state, context);
    case 'ChangePostedItem':
      return changePostedItem(state, command.body, command.text, context);
  }
}

function correctAnnouncement({ own: { announcement }, agency }: Publication, { facts }: PublicationBodies['CorrectAnnouncement'], reason: TextRef | undefined, { at, actor, calendars }: CaseContext): CaseDecision {
  if (announcement === undefined || reason === undefined) {
    return refuseCase('nothing-to-correct');
  }
  if (announcement.by === actor.subject) {
    return refuseCase('second-person-required');
  }
  const fault = announcementFault(facts, formatLocalDate(localDateOf(at)));
  if (fault !== undefined) {
    const { code, ...data } = fault;
    return refuseCase(code, data);
  }
  // A repeal has ended the intake already: a version that takes dossiers again is the catalogue's to publish.
  const named = new Set(facts.items.map(itemKey));
  const standing = announcement.items.find((item) => item.change === 'repealed' && !named.has(itemKey(item)));
  if (standing !== undefined) {
    return refuseCase('repeal-stands', { subject: standing.code });
  }
  const leads = leadChecks(facts, calendars.processing(agency));
  return acceptCase({ type: 'AnnouncementCorrected', payload: { ...facts, leads, by: actor.subject, reason }, occurredAt: at });
}

function countAgain(state: Publication, { decidedOn, databaseLimit: limit }: PublicationBodies['CountAgain'], context: CaseContext): CaseDecision {
  const { item } = state.own;
  if (item === undefined || state.outcome === 'withdrawn') {
    return refuseCase('nothing-to-correct');
  }
  const from = dayStart(decidedOn);
  const clicked = state.clocks.find(({ stopped }) => stopped?.outcome === 'done' && stopped.at < from);
  if (clicked !== undefined) {
    return refuseCase('proof-before-decision', { clock: clicked.clock, day: decidedOn });
  }
  const rules = item.rules.map((each) => (each.place === 'national-database' ? { ...each, rule: { ...each.rule, term: { limit, end: 'midnight' } as const } } : each));
  const recounted = rules.filter((each) => each.from === 'decision').flatMap((each) => recountClock(state, each, from, context));
  return acceptCase({ type: 'PublicationRecounted', payload: { decidedOn, rules }, occurredAt: context.at }, ...recounted);
}

function withdrawItem(state: Publication, { at }: CaseContext): CaseDecision {
  const voided = state.clocks.filter(({ stopped }) => stopped === undefined).map((clock) => voidClock(clock, at));
  return acceptCase(...voided, { type: 'CaseClosed', payload: { outcome: 'withdrawn' }, occurredAt: at });
}

function changePostedItem(state: Publication, { changedOn }: PublicationBodies['ChangePostedItem'], text: TextRef | undefined, { at, calendars, settings }: CaseContext): CaseDecision {
  const { posted } = state.own;
  if (posted === undefined) {
    return refuseCase('no-such-place', { clock: 'posted-item' });
  }
  // Else a posting that is late could be made to begin again: it is posted, then changed.
  if (state.outcome === undefined) {
    return refuseCase('posting-still-due', { clock: posted.item });
  }
  if (parseLocalDate(changedOn) < parseLocalDate(posted.changedOn) || parseLocalDate(changedOn) > localDateOf(at)) {
    return refuseCase('change-out-of-order', { day: posted.changedOn });
  }
  return acceptCase(
    { type: 'CaseReopened', payload: { reason: 'changed' }, occurredAt: at },
    { type: 'PostedItemSet', payload: { item: posted.item, changedOn, ...(text === undefined ? {} : { text }) }, occurredAt: at },
    startClock(state, postedItemRule(posted.item, settings.publication), dayStart(changedOn), at, { agency: state.agency, calendars }),
  );
}
