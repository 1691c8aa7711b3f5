import { describe, expect, test } from 'vitest';
import { type Actor, type CommandBodies, type CommandType, formatInstant, instant, type Instant, parseInstant } from '#domain';
import { acceptCommand, applyCalendarVersion, findCommand, listLetters, verifyLedger } from '#service';
import { nudgeOnce } from '../../apps/relay/loops.js';
import { assignmentsWith, closureOf, publishNow } from '../support/calendar-changes.js';
import { person, testCounter } from '../support/engine.js';
import { startVirtualDossiers } from '../support/virtual-dossiers.js';

/** Tuesday before Tết 2027, which closes the offices from Thursday 4/2 to Wednesday 10/2. */
const BEGINS = '2027-01-26T09:00:00+07:00';
const INLINE_MS = 10_000;

const counter = await testCounter(BEGINS);
const { engine, clock } = counter;
const { gateway, liveUntil: lived } = await startVirtualDossiers(counter, BEGINS);

const SIGNATORY = person('signatory');

interface Matter {
  readonly code: string;
  readonly id: string;
}

const liveUntil = (local: string): Promise<Instant> => lived(`${local}:00+07:00`);

/** A permit of seven working days of which nobody does anything. */
async function neglected(): Promise<Matter> {
  const matter = await counter.takeIn();
  await gateway.start(matter.id);
  return matter;
}

/** Gives a command through the dossier's workflow; `applied`, or the code of its refusal. */
async function give<T extends CommandType>(actor: Actor, { code, id }: Matter, type: T, body: CommandBodies[T], text?: Readonly<Record<string, string>>): Promise<string> {
  const acceptance = await acceptCommand(engine, clock, { actor, idempotencyKey: counter.key(), dossierCode: code, type, body, ...(text === undefined ? {} : { text }) });
  if (acceptance.kind !== 'accepted') {
    throw new Error(`Not accepted: ${acceptance.kind}`);
  }
  await gateway.deliver(id, acceptance.command.id, INLINE_MS);
  const outcome = (await findCommand(engine, acceptance.command.id))?.outcome;
  return outcome?.kind === 'refused' ? outcome.refusal.code : (outcome?.kind ?? 'none');
}

async function close(...days: readonly string[]): Promise<void> {
  await publishNow(counter, assignmentsWith(closureOf(...days)), clock.now());
  await applyCalendarVersion(engine, clock.now());
  await nudgeOnce({ engine, gateway }, clock.now());
}

const TOLD = ['ApologyDrafted', 'ApologyWithdrawn', 'ApologySigned', 'LetterLimitPassed', 'DossierBecameLate', 'PromiseBroken', 'ResultRecorded'];

/** What the ledger says of the apology, with the moment it happened. */
async function story({ id }: Matter): Promise<readonly string[]> {
  const rows = await engine.database.read.rows<{ type: string; occurred_at: number; because: string | null }>(
    `SELECT type, occurred_at, payload->>'because' AS because FROM dossier_event WHERE dossier_id = $1 AND type = ANY($2) ORDER BY seq`,
    [id, TOLD],
  );
  return rows.map(({ type, occurred_at: at, because }) => `${type}${because === null ? '' : ` ${because}`} @ ${formatInstant(instant(at)).slice(0, 16)}`);
}

async function openTasks({ id }: Matter): Promise<readonly string[]> {
  return (await engine.database.read.rows<{ kind: string }>('SELECT kind FROM task WHERE dossier_id = $1 AND done_at IS NULL ORDER BY kind', [id])).map(({ kind }) => kind);
}

const apologies = async ({ code }: Matter): Promise<readonly (number | null)[]> => (await listLetters(engine, code)).filter(({ kind }) => kind === 'apology').map(({ promise }) => promise);

const [unsigned, inTime, paused, lastMinute, twice] = [await neglected(), await neglected(), await neglected(), await neglected(), await neglected()];
await liveUntil('2027-02-02T10:00');
const atDraft = await openTasks(unsigned);
const pausedAt = await give(person('head'), paused, 'RequestSupplement', { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' }, { reason: 'Thiếu bản vẽ' });
await liveUntil('2027-02-03T09:00');
const signedAtLimit = [await give(SIGNATORY, inTime, 'SignApology', { reasonCode: 'complex' }), await give(SIGNATORY, twice, 'SignApology', { reasonCode: 'complex' })];
await liveUntil('2027-02-11T08:59');
const result = await give(person('clerk'), lastMinute, 'RecordResult', {});
await liveUntil('2027-02-11T15:00');
const resumed = await give(person('clerk'), paused, 'ReceiveSupplement', {});
const atExpiry = [await openTasks(unsigned), await openTasks(lastMinute), await openTasks(inTime)];
const signedLate = await give(SIGNATORY, unsigned, 'SignApology', { reasonCode: 'overload' });
await liveUntil('2027-03-01T09:00');
const atBreak = await openTasks(twice);
const secondDate = await give(SIGNATORY, twice, 'SignApology', { reasonCode: 'complex', newAppointment: parseInstant('2027-03-05T09:00:00+07:00') });
const escalated = await give(SIGNATORY, twice, 'SignApology', { reasonCode: 'complex' });
const moved = await neglected();
await liveUntil('2027-03-08T14:00');
await close('2027-03-09');
await liveUntil('2027-03-08T15:00');
const signedMoved = await give(SIGNATORY, moved, 'SignApology', { reasonCode: 'complex' });
await liveUntil('2027-03-10T10:00');
await close('2027-03-09', '2027-03-11');
await liveUntil('2027-03-15T10:00');

describe('over Tết, a dossier due on the first working day after it', () => {
  test('has its draft two working days before, its letter limit on the last morning before Tết, and is late by its own timer', async () => {
    expect(atDraft).toEqual(['sign-apology']);
    expect((await story(unsigned)).slice(0, 3)).toEqual(['ApologyDrafted @ 2027-02-02T09:00', 'LetterLimitPassed @ 2027-02-03T09:00', 'DossierBecameLate @ 2027-02-11T09:00']);
    expect([atExpiry[0], signedLate]).toEqual([['sign-apology'], 'applied']);
    expect(await apologies(unsigned)).toEqual([1, 2]);
  });

  test('signed at the very limit is in time, and its expiry asks nobody again', async () => {
    expect([signedAtLimit, atExpiry[2]]).toEqual([['applied', 'applied'], ['tell-new-date']]);
    expect((await story(inTime)).slice(0, 3)).toEqual(['ApologyDrafted @ 2027-02-02T09:00', 'ApologySigned @ 2027-02-03T09:00', 'DossierBecameLate @ 2027-02-11T09:00']);
  });
});

test('a pause in between takes the draft back; the date counted anew has a lead of its own', async () => {
  expect([pausedAt, resumed]).toEqual(['applied', 'applied']);
  // Seven working days from Thursday 11/2 15:00 end on Monday 22/2.
  expect((await story(paused)).slice(0, 5)).toEqual([
    'ApologyDrafted @ 2027-02-02T09:00', 'ApologyWithdrawn paused @ 2027-02-02T10:00',
    'ApologyDrafted @ 2027-02-18T15:00', 'LetterLimitPassed @ 2027-02-19T15:00', 'DossierBecameLate @ 2027-02-22T15:00',
  ]);
  expect(await apologies(paused)).toEqual([1]);
});

test('a result one minute before expiry takes the draft back, and nobody apologises', async () => {
  expect([result, atExpiry[1]]).toEqual(['applied', []]);
  expect(await story(lastMinute)).toEqual(['ApologyDrafted @ 2027-02-02T09:00', 'LetterLimitPassed @ 2027-02-03T09:00', 'ResultRecorded @ 2027-02-11T08:59', 'ApologyWithdrawn finished @ 2027-02-11T08:59']);
  expect(await apologies(lastMinute)).toEqual([]);
});

test('a second re-appointment is refused and goes to the leader; the broken one gets the escalation letter, signed without a date', async () => {
  expect(atBreak).toEqual(['promise-broken', 'sign-apology']);
  expect([secondDate, escalated]).toEqual(['second-reappointment-refused', 'applied']);
  expect(await openTasks(twice)).toEqual(['promise-broken', 'second-reappointment']);
  expect(await apologies(twice)).toEqual([1, 2]);
});

test('a calendar published after the draft takes it back and has another made; one published after the signature gives no second letter', async () => {
  expect(signedMoved).toBe('applied');
  const told = await story(moved);
  expect(told.slice(0, 4)).toEqual(['ApologyDrafted @ 2027-03-08T09:00', 'ApologyWithdrawn date-moved @ 2027-03-08T14:00', 'ApologyDrafted @ 2027-03-08T14:00', 'ApologySigned @ 2027-03-08T15:00']);
  expect(told.filter((line) => line.startsWith('DossierBecameLate'))).toEqual(['DossierBecameLate @ 2027-03-12T09:00']);
  expect((await apologies(moved)).filter((promise) => promise === 1)).toEqual([1]);
});

test('the ledger of all of it verifies', async () => {
  expect(await verifyLedger(engine)).toMatchObject({ ok: true });
});
