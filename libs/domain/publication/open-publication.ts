import { startClock } from '../deadline-case/case-clocks.js';
import type { CaseContext } from '../deadline-case/case-commands.js';
import type { NewCaseEvent } from '../deadline-case/case-events.js';
import type { CaseState } from '../deadline-case/case-state.js';
import type { TextRef } from '../dossier/commands.js';
import { type Instant, startOfDay } from '../time/instant.js';
import { parseLocalDate } from '../time/local-date.js';
import type { AnnouncedItem, AnnouncementFacts } from './announcement.js';
import { leadChecks } from './lead-check.js';
import { postedItemRule, postingRules } from './posting-rules.js';
import type { PostedItem } from './publication-settings.js';

/** What every publication is opened with. */
export interface PublicationOpening {
  readonly code: string;
  /** Who owns it. */
  readonly agency: string;
  readonly province: string;
}

type Opening = Pick<CaseContext, 'at' | 'calendars' | 'settings' | 'actor'>;

const NO_CLOCKS: Pick<CaseState, 'clocks'> = { clocks: [] };

/**
 * The ledger of a decision: what it says and whether it was signed early enough, on its owner's calendar. It has no clock and is
 * closed as it is entered.
 * @throws CalendarRangeError when the required lead lies beyond the declared years
 */
export function openAnnouncement(opening: PublicationOpening, facts: AnnouncementFacts, { at, calendars, actor }: Opening): readonly NewCaseEvent[] {
  return [
    opened(opening, at),
    { type: 'AnnouncementEntered', payload: { ...facts, leads: leadChecks(facts, calendars.processing(opening.agency)), by: actor.subject }, occurredAt: at },
    { type: 'CaseClosed', payload: { outcome: 'entered' }, occurredAt: at },
  ];
}

/**
 * The publication of one item of a decision, with the clocks that run from its day; those that wait for the posting on the
 * national database start by it.
 * @throws CalendarRangeError when the end of a clock lies beyond the declared years
 */
export function openItem(opening: PublicationOpening, item: { readonly announcement: string; readonly facts: AnnouncementFacts; readonly subject: AnnouncedItem }, { at, calendars, settings }: Opening): readonly NewCaseEvent[] {
  const { announcement, facts, subject } = item;
  const rules = postingRules(facts, subject.change, settings.publication);
  const from = dayStart(facts.signedOn);
  return [
    opened(opening, at),
    { type: 'PublicationOpened', payload: { subject, announcement, decidedOn: facts.signedOn, rules }, occurredAt: at },
    ...rules.filter((each) => each.from === 'decision').map(({ rule, agency = opening.agency }) => startClock(NO_CLOCKS, rule, from, at, { agency, calendars })),
  ];
}

/** The posting of a hotline or of feedback rules, from the local day they were set; what is posted stands in the text. */
export function openPostedItem(opening: PublicationOpening & { readonly text?: TextRef }, item: PostedItem, changedOn: string, { at, calendars, settings }: Opening): readonly NewCaseEvent[] {
  return [
    opened(opening, at),
    { type: 'PostedItemSet', payload: { item, changedOn, ...(opening.text === undefined ? {} : { text: opening.text }) }, occurredAt: at },
    startClock(NO_CLOCKS, postedItemRule(item, settings.publication), dayStart(changedOn), at, { agency: opening.agency, calendars }),
  ];
}

/** The beginning of an ISO local day: what a term in days counts from, that day not counted. */
export function dayStart(day: string): Instant {
  return startOfDay(parseLocalDate(day));
}

function opened({ code, agency, province }: PublicationOpening, at: Instant): NewCaseEvent {
  return { type: 'CaseOpened', payload: { kind: 'publication', code, agency, province }, occurredAt: at };
}
