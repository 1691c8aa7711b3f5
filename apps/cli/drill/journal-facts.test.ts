import { expect, test } from 'vitest';
import { messageIdOf } from '#service';
import type { JournalEntry } from '../../stand-in/journal.js';
import { judgeJournal, type SaidToHaveLeft } from './journal-facts.js';
import { HEARD_BEFORE } from './steps-heard.js';

const NOTHING: SaidToHaveLeft = { mails: [], messages: [] };
const mail = (key: string): JournalEntry => ({ kind: 'mail', at: 1, messageId: messageIdOf(key), to: 'a@example.vn', subject: '', text: '', attachments: [] });
const message = (key: string): JournalEntry => ({ kind: 'message', at: 1, key, channel: 'sms', to: '0900000001', template: 'dung-han.apology', fields: {} });
const turnedAway = (key: string): JournalEntry => ({ kind: 'turned-away', at: 1, by: 'portal', why: HEARD_BEFORE, key });
const told = (kept: readonly JournalEntry[], said = NOTHING, heard: readonly string[] = []): readonly string[] => judgeJournal(kept, said, new Set(heard)).map(({ kind, what }) => `${kind}: ${what}`);

test('a letter that is said to have left, and nobody has, is lost, whichever way it went', () => {
  const said = { mails: ['a', 'b'], messages: ['c', 'd'] };
  expect(told([mail('a'), message('c')], said)).toEqual(['lost: the letter b is said to have left, and no mail server has it', 'lost: the letter d is said to have left, and no message gateway has it']);
  expect(told([mail('a'), mail('b'), message('c'), message('d')], said)).toEqual([]);
});

test('what somebody has twice left twice', () => {
  expect(told([mail('a'), mail('a'), message('c'), message('c')])).toEqual([`doubled: the mail ${messageIdOf('a')} left twice`, 'doubled: the message c left twice']);
});

test('what was turned away is wrong, but for a step the portal may have heard in a lost time', () => {
  expect(told([turnedAway('k')])).toEqual([`wrong: portal turned something away (k): ${HEARD_BEFORE}`]);
  expect(told([turnedAway('k')], NOTHING, ['k'])).toEqual([]);
});
