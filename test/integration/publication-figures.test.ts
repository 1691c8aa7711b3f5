import { expect, test } from 'vitest';
import { type AnnouncedItem, type AnnouncementFacts, DEFAULT_PUBLICATION, formatLocalDate, type IssuerLevel, instant, ITEM_CHANGES, localDateOf, POSTED_ITEMS, type PublicationFacts, publicationFigures } from '#domain';
import { applyCase, correctAnnouncement, enterAnnouncement, gatherParts, giveCaseCommand, publishSettings, readPublicationFacts, recountPublicationFacts, setPostedItem } from '#service';
import { PROOF } from '../fixtures/announcements.js';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-06-01T09:00:00+07:00');
const { engine, clock } = counter;
const everybody = { mayGive: () => true };
const SCOPE = { province: 'H99', last: '2026-12-31' };
const CODES = ['1.013225', '1.001193', '1.004873', '1.012994', '1.001612'] as const;
const STEP_MS = 9 * 3_600_000;

/** Numbers that look like chance and are the same each time. */
class Dice {
  constructor(private state: number) {}

  roll(sides: number): number {
    this.state = (this.state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((this.state / 2_147_483_648) * sides);
  }

  of<T>(items: readonly [T, ...T[]] | readonly T[]): T {
    const picked = items[this.roll(items.length)];
    if (picked === undefined) throw new Error('Nothing to pick from');
    return picked;
  }
}

/** Last rounds of all clocks, begun or done. */
async function clocks(): Promise<readonly { readonly code: string; readonly id: string; readonly name: string; readonly done: boolean }[]> {
  return engine.database.read.rows(
    `SELECT DISTINCT ON (c.code, k.clock) c.code, c.id, k.clock AS name, k.stopped_at IS NOT NULL AS done FROM deadline_case c JOIN case_clock k ON k.case_id = c.id
     WHERE c.outcome IS DISTINCT FROM 'withdrawn' ORDER BY c.code, k.clock, k.round DESC`,
  );
}

function today(): string {
  return formatLocalDate(localDateOf(clock.now()));
}

function factsOf(dice: Dice, number: number): AnnouncementFacts {
  const level: IssuerLevel = dice.of(['province', 'province', 'ministry']);
  const codes = new Set([dice.of(CODES), dice.of(CODES)]);
  const items: readonly AnnouncedItem[] = [...codes].map((code) => ({ kind: 'procedure', code, version: 1 + dice.roll(2), change: dice.of(ITEM_CHANGES.slice(0, 2)) }));
  return {
    number: `${String(number)}/QĐ-UBND`,
    issuer: { agency: level === 'province' ? 'H99' : 'G17', level },
    signedOn: today(),
    effectiveOn: formatLocalDate(localDateOf(instant(clock.now() + (1 + dice.roll(12)) * 86_400_000))),
    ...(dice.roll(4) === 0 ? { fastTrack: { ground: { document: '12/2026/QĐ-UBND' }, promulgatedOn: today() } } : {}),
    items,
    evidence: PROOF,
  };
}

/** One step of a life: a decision, a posting entered at once or days later, a correction, a posted item, or time alone. */
async function live(dice: Dice, step: number): Promise<void> {
  clock.add(STEP_MS);
  const key = counter.key();
  switch (dice.roll(6)) {
    case 0:
      expect((await enterAnnouncement(engine, clock, { actor: person('manager'), idempotencyKey: key, facts: factsOf(dice, 3_000 + step) })).kind).toBe('entered');
      return;
    case 1: {
      const [row] = await engine.database.read.rows<{ code: string; payload: AnnouncementFacts & { readonly leads: unknown; readonly by: unknown } }>(
        `SELECT c.code, e.payload FROM announcement a JOIN deadline_case c ON c.id = a.case_id JOIN case_event e ON e.case_id = c.id AND e.type = 'AnnouncementEntered' ORDER BY c.code DESC LIMIT 1`,
      );
      if (row !== undefined) {
        const { leads: _leads, by: _by, ...facts } = row.payload;
        const items = dice.roll(2) === 0 ? facts.items.slice(0, 1) : facts.items;
        await correctAnnouncement(engine, clock, { actor: person('manager', 'H99', `manager-${key}`), idempotencyKey: key, code: row.code, facts: { ...facts, items, effectiveOn: '2026-12-01' }, reason: 'Nhập nhầm' }, everybody.mayGive);
      }
      return;
    }
    case 2:
      await setPostedItem(engine, clock, { actor: person('clerk', 'H99.02'), idempotencyKey: key, agency: dice.of(['H99.02', 'H99.31']), item: dice.of(POSTED_ITEMS), changedOn: today(), content: `Số ${String(step)}` }, everybody.mayGive);
      return;
    default: {
      const all = await clocks();
      if (all.length > 0) {
        const { code, id, name, done } = dice.of(all);
        const clicked = clock.now() - dice.roll(6) * 86_400_000;
        const type = done ? 'CorrectPosting' : 'RecordPosting';
        await giveCaseCommand(
          engine,
          clock,
          { actor: person('officer', 'H99', `officer-${key}`), idempotencyKey: key, code, type, body: { clock: name, clickedAt: clicked, evidence: PROOF }, text: { address: 'Bảng niêm yết' } },
          { ...everybody, gather: gatherParts },
        );
        await applyCase(engine, id, clock.now(), 'watchdog');
      }
    }
  }
}

function figuresOf(facts: PublicationFacts): unknown {
  return publicationFigures(facts, { first: '2026-06-01', last: '2026-12-31', level: 'province', now: clock.now(), closesAt: clock.now() });
}

test('over a long life with late entries, corrections and waiting clocks, what figures are told from is what a recount of the ledgers finds', async () => {
  const seed = 20_260_601;
  const dice = new Dice(seed);
  const after = { limit: { unit: 'working-days', amount: 2 }, from: 'database-posting' } as const;
  for (let step = 0; step < 90; step += 1) {
    if (step === 45) {
      // From here on the website waits for the national database.
      await engine.database.transaction((tx) => publishSettings(tx, { publication: { ...DEFAULT_PUBLICATION, places: { ...DEFAULT_PUBLICATION.places, website: after } } }, clock.now(), 'test'));
      engine.rules.doubt();
    }
    await live(dice, step);
  }
  for (const scope of [SCOPE, { ...SCOPE, agency: 'H99.31' }, { ...SCOPE, last: '2026-06-15' }]) {
    const [read, recounted] = [await readPublicationFacts(engine, scope), await recountPublicationFacts(engine, scope)];
    expect(read, `seed ${String(seed)}`).toEqual(recounted);
    expect(figuresOf(read)).toEqual(figuresOf(recounted));
  }
  // A life in which nothing of all that happened would prove nothing.
  const events = await engine.database.read.rows<{ type: string }>(`SELECT DISTINCT type FROM case_event`);
  expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['AnnouncementCorrected', 'PostingCorrected', 'PublicationRecounted', 'ClockBecameLate', 'ClockStopped', 'PostedItemSet', 'CaseReopened']));
  const facts = await readPublicationFacts(engine, SCOPE);
  expect(facts.announced.flatMap(({ places }) => places).some(({ dueAt }) => dueAt === undefined)).toBe(true);
}, 120_000);

test('a row that no longer says what the ledger says is found by the recount', async () => {
  const { fastTrack: _normal, ...plain } = factsOf(new Dice(7), 9_000);
  const facts = { ...plain, issuer: { agency: 'H99', level: 'province' }, effectiveOn: '2026-12-01' } as const;
  const entry = await enterAnnouncement(engine, clock, { actor: person('manager'), idempotencyKey: 'tampered', facts });
  const code = 'code' in entry ? entry.code : '';
  const flip = (): Promise<number> => engine.database.read.run(`UPDATE announcement SET lead_index = CASE lead_index WHEN 'met' THEN 'not-met' ELSE 'met' END WHERE case_id = (SELECT id FROM deadline_case WHERE code = $1)`, [code]);
  expect(await flip()).toBe(1);
  expect(await readPublicationFacts(engine, SCOPE)).not.toEqual(await recountPublicationFacts(engine, SCOPE));
  expect(await flip()).toBe(1);
  expect(await readPublicationFacts(engine, SCOPE)).toEqual(await recountPublicationFacts(engine, SCOPE));
});
