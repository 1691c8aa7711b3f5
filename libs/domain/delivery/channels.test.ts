import { expect, test } from 'vitest';
import { chooseChannel, type LetterChannel, type ReachableBy } from './channels.js';

const EVERY: ReadonlySet<LetterChannel> = new Set(['paper', 'email', 'sms', 'zalo']);
const [email, phone] = ['a@example.vn', '0900000001'];

test.each<[string, ReachableBy, readonly LetterChannel[], LetterChannel]>([
  // who, what is known, served, channel
  ['filed at a counter and chose nothing', { filedBy: 'counter', email, phone }, [...EVERY], 'paper'],
  ['filed by post and chose nothing', { filedBy: 'post', email, phone }, [...EVERY], 'paper'],
  ['filed online with a mailbox', { filedBy: 'online', email, phone }, [...EVERY], 'email'],
  ['filed online with a telephone alone', { filedBy: 'online', phone }, [...EVERY], 'sms'],
  ['filed online with neither', { filedBy: 'online' }, [...EVERY], 'paper'],
  ['filed online and chose paper', { filedBy: 'online', notifyBy: 'paper', email, phone }, [...EVERY], 'paper'],
  ['filed at a counter and chose Zalo', { filedBy: 'counter', notifyBy: 'zalo', phone }, [...EVERY], 'zalo'],
  ['chose e-mail but has no mailbox', { filedBy: 'counter', notifyBy: 'email', phone }, [...EVERY], 'sms'],
  ['chose e-mail and can be reached by nothing', { filedBy: 'counter', notifyBy: 'email' }, [...EVERY], 'paper'],
  ['chose SMS where no gateway is served', { filedBy: 'counter', notifyBy: 'sms', email, phone }, ['paper', 'email'], 'email'],
  ['filed online where nothing electronic is served', { filedBy: 'online', email, phone }, ['paper'], 'paper'],
])('who %s is written to by the channel of the table', (_who, known, served, channel) => {
  expect(chooseChannel(known, new Set(served))).toBe(channel);
});
