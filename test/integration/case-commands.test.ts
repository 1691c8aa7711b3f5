import { expect, test } from 'vitest';
import { type CaseBodies, type Instant, parseInstant } from '#domain';
import { applyCase, type CaseAnswer, giveCaseCommand } from '#service';
import { caseHappenings, openPlainCase, PROOF, TASK_RULE } from '../support/cases.js';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-10-05T09:00:00+07:00');
const { engine, clock } = counter;
const everybody = { mayGive: () => true };

function complete(code: string, key: string, body: CaseBodies['CompleteTask'] = { evidence: [PROOF] }): Promise<CaseAnswer> {
  return giveCaseCommand(engine, clock, { actor: person('officer'), idempotencyKey: key, code, type: 'CompleteTask', body }, everybody);
}

interface Carried {
  readonly unheard_since: number | null;
  readonly carried_by: string;
  readonly next_point_at: number | null;
}

async function carried(id: string): Promise<Carried | undefined> {
  return engine.database.read.first<Carried>('SELECT unheard_since, carried_by, next_point_at FROM deadline_case WHERE id = $1', [id]);
}

test('one key given to two cases at once is answered for the first and a conflict for the second', async () => {
  clock.set('2026-10-05T09:00:00+07:00');
  const cases = [await openPlainCase(engine, { key: 'twice-a', at: clock.now() }), await openPlainCase(engine, { key: 'twice-b', at: clock.now() })];
  const answers = await Promise.all(cases.map(({ code }) => complete(code, 'one key')));
  expect(answers.map(({ kind }) => kind).sort()).toEqual(['decided', 'key-conflict']);
});

test('the same command sent many times at once is decided once and answered alike', async () => {
  const { id, code } = await openPlainCase(engine, { key: 'stampede', at: clock.now() });
  const answers = await Promise.all(Array.from({ length: 8 }, () => complete(code, 'stampede')));
  expect(answers.map(({ kind }) => kind).filter((kind) => kind === 'decided')).toHaveLength(1);
  expect(new Set(answers.map((answer) => ('id' in answer ? answer.id : answer.kind))).size).toBe(1);
  expect((await caseHappenings(engine, id)).filter((line) => line.startsWith('CaseClosed'))).toHaveLength(1);
});

test('a refused command keeps no text, and what was due before it stands', async () => {
  clock.set('2026-10-05T09:00:00+07:00');
  const { id, code } = await openPlainCase(engine, { key: 'refused', at: clock.now() });
  clock.set('2026-10-12T10:00:00+07:00');
  await complete(code, 'refused-1');
  clock.add(1_000);
  const refused = await giveCaseCommand(engine, clock, { actor: person('officer'), idempotencyKey: 'refused-2', code, type: 'CompleteTask', body: { evidence: [] }, text: { note: 'đã xong' } }, everybody);
  expect(refused).toMatchObject({ outcome: { kind: 'refused', refusal: { code: 'task-done' } } });
  expect(await engine.database.read.rows('SELECT FROM case_record WHERE case_id = $1', [id])).toEqual([]);
  expect(await caseHappenings(engine, id)).toContain('ClockBecameLate 2026-10-12T09:00');
});

test('whoever may not give a command is told so, and nothing of it is kept', async () => {
  const { code } = await openPlainCase(engine, { key: 'forbidden', at: clock.now() });
  expect(await giveCaseCommand(engine, clock, { actor: person('officer'), idempotencyKey: 'forbidden', code, type: 'CompleteTask', body: { evidence: [] } }, { mayGive: () => false })).toEqual({ kind: 'forbidden' });
  expect(await giveCaseCommand(engine, clock, { actor: person('officer', 'H99.32'), idempotencyKey: 'unseen', code, type: 'CompleteTask', body: { evidence: [] } }, { mayGive: () => false })).toEqual({ kind: 'not-found' });
  expect(await complete('NV-H99-2026-999999', 'nowhere')).toEqual({ kind: 'not-found' });
});

test('a workflow is told of a case that is new, of a nearer point and of its end, and not of what it will meet by itself', async () => {
  clock.set('2026-11-02T09:00:00+07:00');
  const { id, code } = await openPlainCase(engine, { key: 'told', at: clock.now() });
  expect(await carried(id)).toMatchObject({ carried_by: 'workflow', unheard_since: clock.now() });
  await applyCase(engine, id, clock.now());
  expect(await carried(id)).toMatchObject({ unheard_since: null });
  await giveCaseCommand(engine, clock, { actor: person('head'), idempotencyKey: 'told-1', code, type: 'AssignCase', body: { agency: 'H99.31', owner: 'officer-1' } }, everybody);
  expect(await carried(id)).toMatchObject({ unheard_since: null });
  clock.set('2026-11-03T09:00:00+07:00');
  await complete(code, 'told-2');
  expect(await carried(id)).toMatchObject({ unheard_since: clock.now(), next_point_at: null });
  await applyCase(engine, id, clock.now());
  expect(await carried(id)).toMatchObject({ unheard_since: null });
});

test('a case nobody has to be warned of is the watchdog\'s, whoever looks at it', async () => {
  const { warn: _, ...silent } = TASK_RULE;
  const { id } = await openPlainCase(engine, { key: 'silent', at: clock.now(), rules: [{ ...silent, escalations: [] }] });
  expect(await carried(id)).toMatchObject({ carried_by: 'watchdog', unheard_since: null });
  await applyCase(engine, id, clock.now(), 'watchdog');
  expect(await carried(id)).toMatchObject({ carried_by: 'watchdog', unheard_since: null });
});

test('a date beyond every calendar opens no case, and a command that needs one is refused with the year that is missing', async () => {
  const farAway = { ...TASK_RULE, term: { limit: { unit: 'months', amount: 36 }, end: 'same-clock' } } as const;
  await expect(openPlainCase(engine, { key: 'far-away', at: clock.now(), rules: [farAway] })).rejects.toThrow('2029');
  expect(await engine.database.read.rows(`SELECT FROM deadline_case WHERE business_key = 'far-away'`)).toEqual([]);
});

test('notices go to who is in charge, to the head when it is late, and to each level once, however often anybody looks', async () => {
  const at: Instant = parseInstant('2026-11-09T09:00:00+07:00');
  const { id, code } = await openPlainCase(engine, { key: 'notices', at, owner: 'officer-9' });
  const nobody = await openPlainCase(engine, { key: 'notices-nobody', at });
  for (const day of ['13', '16', '17', '19', '23', '23']) {
    await applyCase(engine, id, parseInstant(`2026-11-${day}T12:00:00+07:00`), day === '19' ? 'watchdog' : 'workflow');
    await applyCase(engine, nobody.id, parseInstant(`2026-11-${day}T12:00:00+07:00`));
  }
  const told = async (of: string): Promise<readonly string[]> =>
    (await engine.database.read.rows<{ kind: string; subject: string | null; role: string | null; agency: string }>(`SELECT kind, subject, role, agency FROM staff_notice WHERE data->>'code' = $1 ORDER BY id`, [of])).map(
      ({ kind, subject, role, agency }) => `${kind} ${agency} ${subject ?? role ?? ''}`,
    );
  expect(await told(code)).toEqual(['clock-warning H99.31 officer-9', 'clock-late H99.31 officer-9', 'clock-late H99.31 head', 'clock-escalated H99.31 manager', 'clock-escalated H99 manager']);
  expect((await told(nobody.code)).slice(0, 2)).toEqual(['clock-warning H99.31 officer', 'clock-late H99.31 officer']);
});
