import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, type DossierState, eventOfRow, foldEvent, genesisHead, instant, localDate, type NewEvent, parseInstant, SYSTEM_ACTOR } from '#domain';
import { figureDeltas, mergeDeltas, type Period, sumOfChanges } from '#domain/figures';
import { type Database, openDatabase } from '#persistence';
import { insertDeltas } from '../../libs/service/figures/deltas.js';
import { FigureRecount } from '../../libs/service/figures/figure-recount.js';
import { foldFigures } from '../../libs/service/figures/fold-figures.js';
import { draftEvents, insertEvents, readLedger } from '../../libs/service/ledger-writer.js';
import { verifyPublished } from '../../libs/service/ledger/verify-published.js';
import { sha256 } from '../../libs/service/open-engine.js';
import { insertDossier, updateDossier } from '../../libs/service/projection.js';
import type { LateEvent, LateEventKey } from '../../libs/service/published-figures/late-events.js';
import type { PublishedFigure, PublishedScope } from '../../libs/service/published-figures/published-row.js';
import { publishFigures } from '../../libs/service/published-figures/publish-figures.js';
import { comparePublished, listLateEvents } from '../../libs/service/published-figures/read-published.js';
import { confirmReopening, requestReopening } from '../../libs/service/published-figures/reopen-period.js';
import { importedEvent } from '../../libs/domain/performance/test-support/made-events.js';
import type { Engine } from '#service';
import { createTestDatabase } from '../support/database.js';
import { listening, planOf } from '../support/plans.js';
import { livesOf, seedRules } from './figures-seed.js';

const SEED = 2_802;
const NOW = parseInstant('2026-12-01T09:00:00+07:00');
const MANAGER: Actor = { subject: 'manager-1', role: 'manager', agency: 'H99' };
const SECOND: Actor = { subject: 'manager-2', role: 'manager', agency: 'H99' };
const JANUARY: Period = { kind: 'month', year: 2026, month: 1 };
const PERIODS: readonly Period[] = [JANUARY, { kind: 'month', year: 2026, month: 2 }, { kind: 'quarter', year: 2026, quarter: 1 }, { kind: 'range', first: localDate(20_453), last: localDate(20_483) }];
const SCOPES: readonly PublishedScope[] = [{ province: 'H99' }, { province: 'H99', agency: 'H99.1' }, { province: 'H99', agency: 'H99.2' }];

const { url } = await createTestDatabase();
let database: Database;
const engine = { get database() { return database; }, sha256 };

beforeAll(async () => {
  database = await openDatabase({ url });
  await seedRules(database);
});
afterAll(() => database.close());

/** A dossier written event by event, as the engine would have. */
/** Of a difference what dossiers' events give: not the overdue by date, which is told from others, nor complaints, which are of feedback. */
function eventCounts(difference: Readonly<Partial<Record<string, number>>> | undefined): Readonly<Partial<Record<string, number>>> {
  return Object.fromEntries(Object.entries(difference ?? {}).filter(([count]) => !['overdueByDate', 'complained'].includes(count)));
}

class WrittenDossier {
  readonly id = randomUUID();
  #state: DossierState | undefined;
  #head = genesisHead(this.id, sha256);

  async append(events: readonly NewEvent[]): Promise<void> {
    if (events.length === 0) {
      return;
    }
    const [state, head] = [this.#state, this.#head];
    const cause = `seed:${String(head.seq)}`;
    const draft = draftEvents({ head, state, rows: [], deltas: [], dwells: [] }, this.id, { cause, actor: SYSTEM_ACTOR, events }, NOW, 'calendar-1', { sha256 });
    const sequencer = { lastSeq: draft.head.seq, lastHash: draft.head.hash, settledAt: NOW, snapshot: 'calendar-1' };
    await database.transaction(async (tx) => {
      await (state === undefined ? insertDossier(tx, this.id, draft.state!, sequencer) : updateDossier(tx, this.id, draft.state!, sequencer));
      await insertEvents(tx, draft.rows);
      await insertDeltas(tx, mergeDeltas(draft.deltas));
    });
    [this.#state, this.#head] = [draft.state, draft.head];
  }
}

function coded(events: readonly NewEvent[], code: string): readonly NewEvent[] {
  return events.map((event) => {
    const payload = 'code' in event.payload ? { ...event.payload, code } : 'facts' in event.payload ? { ...event.payload, facts: { ...event.payload.facts, code } } : event.payload;
    return { ...event, payload } as NewEvent;
  });
}

/** Publishes, again and again while transactions of other databases of the cluster hold the sealer back. */
async function publish(scope: PublishedScope, period: Period): Promise<{ readonly figure: PublishedFigure; readonly isNew: boolean }> {
  for (;;) {
    const outcome = await publishFigures(engine, { scope, period, by: MANAGER, at: NOW });
    if (outcome.kind === 'published') {
      return outcome;
    }
    expect(outcome.kind).toBe('not-sealed');
  }
}

async function lateEvents(id: string, limit = 7): Promise<readonly LateEvent[]> {
  const items: LateEvent[] = [];
  let after: LateEventKey | undefined;
  do {
    const page = await listLateEvents(engine, id, { limit, ...(after === undefined ? {} : { after }) });
    expect(page!.items.length).toBeLessThanOrEqual(limit);
    items.push(...page!.items);
    after = page!.next;
  } while (after !== undefined);
  return items;
}

async function verdict(): Promise<Awaited<ReturnType<typeof verifyPublished>>> {
  return database.transaction(async (tx) => {
    await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    const recount = new FigureRecount(tx);
    for (const { id } of await tx.rows<{ id: string }>('SELECT id FROM dossier ORDER BY id')) {
      let state: DossierState | undefined;
      for (const event of (await readLedger(tx, id)).map(eventOfRow)) {
        const after = foldEvent(state, event);
        await recount.add(figureDeltas(state, event, after));
        state = after;
      }
    }
    return verifyPublished(tx, recount, sha256);
  });
}

// One ledger, told in order: lives are cut at random places, published, and go on.
describe('published figures', { shuffle: false }, () => {
  const lives = livesOf(120, SEED).map((events, index) => ({ dossier: new WrittenDossier(), events: coded(events, `life-${String(index)}`), cut: index % (events.length + 1) }));
  const published: PublishedFigure[] = [];

  test('are what the screens showed then, for whole scopes and periods, also with lateness still waiting to be recorded', async () => {
    for (const { dossier, events, cut } of lives) {
      await dossier.append(events.slice(0, cut));
    }
    await foldFigures({ database }, 50);
    for (const period of PERIODS) {
      for (const scope of SCOPES) {
        const { figure, isNew } = await publish(scope, period);
        expect([isNew, figure.edition]).toEqual([true, 1]);
        published.push(figure);
      }
    }
    expect(published.some(({ rates }) => (rates['late-rate']?.n ?? 0) > 0)).toBe(true);
    expect(await database.read.first('SELECT count(*) > 0 AS waits FROM dossier WHERE in_stock AND became_late_at IS NULL AND paused_at IS NULL AND NOT provisional AND due_at < $1', [parseInstant('2026-02-01T00:00:00+07:00')])).toEqual({ waits: true });
    for (const { id, rates } of published) {
      const compared = await comparePublished(engine, id, NOW);
      expect(compared?.difference).toEqual({});
      expect(Object.fromEntries(compared!.rates.map(({ rate, now, formula, formulaVi }) => [rate, { ...now, formula, formulaVi }]))).toEqual(rates);
      expect(await lateEvents(id)).toEqual([]);
    }
    expect(await verdict()).toEqual({ published: published.length });
  });

  test(`stay, and what came later is listed event by event and adds up to the difference of every count (seed ${String(SEED)})`, async () => {
    for (const { dossier, events, cut } of lives) {
      await dossier.append(events.slice(cut));
    }
    const imported = importedEvent('2026-11-30T10:00', { receivedAt: '2026-01-20T08:00', dueAt: '2026-02-05T08:00', finishedAt: '2026-02-10T08:00', status: 'returned', punctuality: 'late' });
    await new WrittenDossier().append(coded([imported], 'life-imported'));
    await foldFigures({ database }, 50);
    const types = new Set<string>();
    for (const { id, counts } of published) {
      const compared = await comparePublished(engine, id, NOW);
      const events = await lateEvents(id);
      expect(compared?.figure.counts).toEqual(counts);
      expect(sumOfChanges(events.map(({ change }) => change))).toEqual(eventCounts(compared?.difference));
      expect(events.every(({ change, code }) => Object.keys(change).length > 0 && code.startsWith('life-'))).toBe(true);
      events.forEach(({ type }) => types.add(type));
    }
    for (const type of ['DossierImported', 'ApologySigned', 'DossierBecameLate', 'DossierReceived', 'ResultRecorded', 'DossierTransferred']) {
      expect(types).toContain(type);
    }
    expect(await verdict()).toEqual({ published: published.length });
  });

  test('a page holds as many events as asked for, and the pages together are the whole list once', async () => {
    const [{ id }] = published as [PublishedFigure];
    const whole = await lateEvents(id, 200);
    expect(whole.length).toBeGreaterThan(10);
    expect(await lateEvents(id, 1)).toEqual(whole);
    expect(new Set(whole.map(({ dossierId, seq }) => `${dossierId}#${String(seq)}`)).size).toBe(whole.length);
  });

  test('what a page costs depends on the events behind the seal, not on the ledger', async () => {
    const statements: string[] = [];
    const rows: number[] = [];
    const counting = { read: { ...database.read, rows: async <T extends object>(sql: string, parameters?: readonly unknown[]): Promise<T[]> => {
      const found = await database.read.rows<T>(sql, parameters);
      statements.push(sql);
      rows.push(found.length);
      return found as T[];
    } } } as unknown as Database;
    const { figure: latest } = await publish({ province: 'H99', procedure: '1.000001' }, JANUARY);
    await lives[0]!.dossier.append([{ type: 'ContactRecorded', payload: { party: 'applicant' }, occurredAt: parseInstant('2026-01-20T08:00:00+07:00') }]);
    const page = await listLateEvents({ database: counting }, latest.id, { limit: 50 });
    expect(page).toEqual({ items: [] });
    expect(statements).toHaveLength(2);
    expect(rows[0]).toBeLessThan(500);
    expect(rows[1]).toBe(lives[0]!.events.length + 1);
    const { engine: heardBy, heard } = listening({ database } as unknown as Engine);
    await listLateEvents(heardBy, latest.id, { limit: 50 });
    const candidates = heard.filter(({ sql }) => sql.includes('WITH next AS'));
    expect(candidates).toHaveLength(1);
    for (const statement of candidates) {
      const { whole, indexes } = await planOf(heardBy, statement);
      expect(whole).toEqual([]);
      expect(indexes).toEqual(expect.arrayContaining(['dossier_event_recorded_late', 'dossier_event_reaching_back']));
    }
  });

  test('published again is the same edition; two persons open the period, then the next edition stands beside the old one, never over it', async () => {
    const [first] = published as [PublishedFigure];
    expect(await publish(first.scope, JANUARY)).toEqual({ kind: 'published', figure: first, isNew: false });
    expect(await confirmReopening(engine, first.id, { by: SECOND, at: NOW })).toEqual({ kind: 'not-requested' });
    const asked = await requestReopening(engine, first.id, { by: MANAGER, reason: 'Nhập bổ sung hồ sơ giấy', at: NOW });
    expect(asked).toMatchObject({ kind: 'reopening', figure: { reopening: { requestedBy: 'manager-1' } } });
    expect(await publish(first.scope, JANUARY)).toMatchObject({ isNew: false, figure: { edition: 1 } });
    expect(await confirmReopening(engine, first.id, { by: MANAGER, at: NOW })).toEqual({ kind: 'same-person' });
    for (const _ of [1, 2]) {
      expect(await confirmReopening(engine, first.id, { by: SECOND, at: NOW })).toMatchObject({ kind: 'reopening', figure: { reopening: { confirmed: { by: 'manager-2' } } } });
    }
    const second = await publish(first.scope, JANUARY);
    expect(second).toMatchObject({ isNew: true, figure: { edition: 2, prevHash: first.hash, reopened: { requestedBy: 'manager-1', confirmedBy: 'manager-2' } } });
    expect(second.figure.counts).not.toEqual(first.counts);
    expect((await comparePublished(engine, first.id, NOW))?.figure.counts).toEqual(first.counts);
    expect(await lateEvents(second.figure.id)).toEqual([]);
    expect(await requestReopening(engine, first.id, { by: MANAGER, reason: 'Lại', at: NOW })).toEqual({ kind: 'replaced' });
    expect(await verdict()).toMatchObject({ published: published.length + 2 });
  });

  test('two at once publish one edition', async () => {
    const scope = { province: 'H99', field: 'G02' };
    const outcomes = await Promise.all([publish(scope, JANUARY), publish(scope, JANUARY), publish(scope, JANUARY)]);
    expect(new Set(outcomes.map(({ figure }) => figure.id)).size).toBe(1);
    expect(outcomes.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  test('a period that is not over is not published, nor one of which no figures are kept', async () => {
    const ask = (period: Period, scope: PublishedScope, at = NOW) => publishFigures(engine, { scope, period, by: MANAGER, at });
    expect(await ask({ kind: 'month', year: 2026, month: 12 }, { province: 'H99' })).toEqual({ kind: 'period-not-over' });
    expect(await ask(JANUARY, { province: 'H99' }, instant(parseInstant('2026-02-01T00:00:00+07:00') - 1))).toEqual({ kind: 'period-not-over' });
    expect(await ask({ kind: 'day', day: localDate(20_470) }, { province: 'H99', procedure: '1.000001' })).toEqual({ kind: 'not-kept' });
  });

  test('events of the period whose transaction still runs hold a publication back', async () => {
    const scope = { province: 'H99', channel: 'post' };
    const [, open] = [published, Promise.withResolvers<undefined>()];
    const begun = Promise.withResolvers<undefined>();
    const older = database.transaction(async (tx) => {
      await tx.run(`UPDATE figure_reopening SET confirmed_by = confirmed_by WHERE false`);
      await tx.first('SELECT pg_current_xact_id()::text AS id');
      begun.resolve(undefined);
      await open.promise;
    });
    await begun.promise;
    const late = new WrittenDossier();
    const post = livesOf(18, 5).find((events) => events[0]?.type === 'DossierReceived' && events[0].payload.channel === 'post')!;
    await late.append(coded(post.slice(0, 1), 'unsealed'));
    expect(await publishFigures(engine, { scope, period: JANUARY, by: MANAGER, at: NOW })).toEqual({ kind: 'not-sealed' });
    open.resolve(undefined);
    await older;
    expect((await publish(scope, JANUARY)).isNew).toBe(true);
  });
});

