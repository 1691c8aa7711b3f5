import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CLOSURE_REASONS, COMMAND_TYPES, ROLES, STATUSES } from '#domain';
import { COMMAND_LABELS } from './command-labels.js';
import { CLOSURE_REASON_LABELS } from './day-names.js';
import { EVENT_LABELS } from './event-labels.js';
import { CHANNEL_LABELS, PAUSE_GROUND_LABELS, ROLE_LABELS, STATUS_LABELS } from './labels.js';

const GLOSSARY = readFileSync(new URL('../../docs/glossary.md', import.meta.url), 'utf8');
const rows = new Map(
  GLOSSARY.split('\n')
    .map((line) => /^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$/u.exec(line))
    .flatMap((match) => (match === null ? [] : [[`${match[3]?.split(',')[0]?.trim()} ${match[1]}`, match[2]?.trim()] as const])),
);

test.each([
  ['status', STATUS_LABELS, STATUSES.length],
  ['role', ROLE_LABELS, ROLES.length],
  ['command', COMMAND_LABELS, COMMAND_TYPES.length],
  ['event', EVENT_LABELS, Object.keys(EVENT_LABELS).length],
  ['channel', CHANNEL_LABELS, 3],
  ['closure reason', CLOSURE_REASON_LABELS, CLOSURE_REASONS.length],
  ['pause ground', PAUSE_GROUND_LABELS, Object.keys(PAUSE_GROUND_LABELS).length],
])('the glossary gives every %s the term the screens show, and no other', (use, labels, count) => {
  const listed = [...rows].filter(([key]) => key.startsWith(`${use} `));
  expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(Object.entries(labels).map(([code, label]) => [`${use} ${code}`, label])));
  expect(listed).toHaveLength(count);
});

test('no term of the glossary stands twice', () => {
  const codes = GLOSSARY.split('\n').filter((line) => line.startsWith('| `'));
  expect(new Set(codes).size).toBe(codes.length);
});
