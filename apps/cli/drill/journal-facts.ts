import { messageIdOf } from '#service';
import type { JournalEntry } from '../../stand-in/journal.js';
import { type Finding, wrong } from './finding.js';
import { HEARD_BEFORE } from './steps-heard.js';

/** Keys of letters that are said to have left, by the way they went. */
export interface SaidToHaveLeft {
  readonly mails: readonly string[];
  readonly messages: readonly string[];
}

/** Nothing left the house twice, and what is said to have left has. `heard`: keys of steps the portal may have heard in the lost time of a restore, and rightly turned away. */
export function judgeJournal(kept: readonly JournalEntry[], said: SaidToHaveLeft, heard: ReadonlySet<string>): readonly Finding[] {
  const mails = kept.flatMap((entry) => (entry.kind === 'mail' ? [entry.messageId] : []));
  const messages = kept.flatMap((entry) => (entry.kind === 'message' ? [entry.key] : []));
  const told = kept.flatMap((entry) => (entry.kind === 'portal-taken' ? [entry.key] : []));
  const [there, carried] = [new Set(mails), new Set(messages)];
  return [
    ...repeated(mails).map((id): Finding => ({ kind: 'doubled', what: `the mail ${id} left twice` })),
    ...repeated(messages).map((key): Finding => ({ kind: 'doubled', what: `the message ${key} left twice` })),
    ...repeated(told).map((key): Finding => ({ kind: 'doubled', what: `the portal was told ${key} twice` })),
    ...said.mails.filter((key) => !there.has(messageIdOf(key))).map((key): Finding => ({ kind: 'lost', what: `the letter ${key} is said to have left, and no mail server has it` })),
    ...said.messages.filter((key) => !carried.has(key)).map((key): Finding => ({ kind: 'lost', what: `the letter ${key} is said to have left, and no message gateway has it` })),
    ...kept.flatMap((entry): Finding[] => (entry.kind === 'turned-away' && !(entry.why === HEARD_BEFORE && heard.has(entry.key ?? '')) ? [wrong(`${entry.by} turned something away${entry.key === undefined ? '' : ` (${entry.key})`}: ${entry.why}`)] : [])),
  ];
}

function repeated(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return names.filter((name) => seen.has(name) || (seen.add(name), false));
}
