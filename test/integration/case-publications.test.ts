import { expect, test } from 'vitest';
import { instant, parseInstant } from '#domain';
import { applyCase, giveCaseCommand, readCaseLedger } from '#service';
import { assignmentsWith, closureOf, publishNow } from '../support/calendar-changes.js';
import { caseHappenings, openPlainCase, PROOF } from '../support/cases.js';
import { person, testCounter } from '../support/engine.js';

// A publication is never dated before the one it follows, so each test has calendars of its own.
const [written, first, lost] = [await testCounter('2026-10-05T09:00:00+07:00'), await testCounter('2026-10-19T09:00:00+07:00'), await testCounter('2026-12-01T09:00:00+07:00')];
const everybody = { mayGive: () => true };

test('a command before a publication is decided under the calendars it was given under, though it is written down after it', async () => {
  const counter = written;
  const { engine, clock } = counter;
  clock.set('2026-10-05T09:00:00+07:00');
  const { id, code } = await openPlainCase(engine, { key: 'before-publication', at: clock.now() });
  clock.set('2026-10-12T09:00:00+07:00');
  // Published by a process whose clock is ahead of the one that takes the command.
  const version = await publishNow(counter, assignmentsWith(closureOf('2026-10-08')), instant(clock.now() + 3_000));
  await giveCaseCommand(engine, clock, { actor: person('officer'), idempotencyKey: 'before-publication', code, type: 'CompleteTask', body: { evidence: [PROOF] } }, everybody);
  const ledger = await readCaseLedger(engine.database.read, id);
  const [stopped] = ledger.filter(({ type }) => type === 'ClockStopped');
  expect(stopped).toMatchObject({ occurredAt: clock.now() });
  expect(JSON.parse(stopped?.payload ?? '{}')).toMatchObject({ inTime: true });
  expect(stopped?.calendarSnapshot).not.toBe(version);
  expect(await engine.database.read.first('SELECT calendar_snapshot FROM deadline_case WHERE id = $1', [id])).toEqual({ calendar_snapshot: version });
  await publishNow(counter, assignmentsWith(), instant(clock.now() + 4_000));
});

test('whoever comes first after a publication, workflow, watchdog or command, the ledger is the same', async () => {
  const counter = first;
  const { engine, clock } = counter;
  const ledgers: string[][] = [];
  const arrivals = [
    async (id: string): Promise<unknown> => applyCase(engine, id, clock.now()),
    async (id: string): Promise<unknown> => applyCase(engine, id, clock.now(), 'watchdog'),
    async (_id: string, code: string): Promise<unknown> => giveCaseCommand(engine, clock, { actor: person('head'), idempotencyKey: `arrival-${code}`, code, type: 'AssignCase', body: { agency: 'H99.31' } }, everybody),
  ];
  clock.set('2026-10-19T09:00:00+07:00');
  const opened = await Promise.all(arrivals.map((_, index) => openPlainCase(engine, { key: `arrival-${String(index)}`, at: clock.now() })));
  clock.set('2026-10-21T09:00:00+07:00');
  await publishNow(counter, assignmentsWith(closureOf('2026-10-22')), clock.now());
  clock.set('2026-10-21T10:00:00+07:00');
  for (const [index, { id, code }] of opened.entries()) {
    await arrivals[index]?.(id, code);
    ledgers.push([...(await caseHappenings(engine, id))]);
  }
  expect(ledgers[0]).toEqual(['CaseOpened 2026-10-19T09:00', 'ClockStarted 2026-10-19T09:00', 'ClockMoved 2026-10-21T09:00']);
  expect(ledgers).toEqual([ledgers[0], ledgers[0], ledgers[0]]);
  await publishNow(counter, assignmentsWith(), clock.add(1_000));
});

test('a case whose agency has lost its calendar keeps its dates and is settled by them', async () => {
  const counter = lost;
  const { engine, clock } = counter;
  clock.set('2026-12-01T09:00:00+07:00');
  const { id } = await openPlainCase(engine, { key: 'lost-calendar', at: clock.now() });
  await publishNow(counter, assignmentsWith().filter(({ agency }) => agency !== 'H99.31'), clock.add(1_000));
  await applyCase(engine, id, parseInstant('2026-12-09T09:00:00+07:00'));
  expect(await caseHappenings(engine, id)).toContain('ClockBecameLate 2026-12-08T09:00');
  await publishNow(counter, assignmentsWith(), parseInstant('2026-12-09T10:00:00+07:00'));
});
