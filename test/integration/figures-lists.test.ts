import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Instant, type NewEvent } from '#domain';
import { getRate, RATE_NAMES, type RateName } from '#domain/figures';
import { becameLateEvent, made, receivedEvent, registeredEvent, resultEvent, type Scene, transferredEvent } from '../../libs/domain/performance/test-support/made-events.js';
import { foldFigures } from '../../libs/service/figures/fold-figures.js';
import { listBehind } from '../../libs/service/figures/list-behind.js';
import { type LinePlace, type LinesBehind, listLines } from '../../libs/service/figures/list-lines.js';
import { readFigure } from '../../libs/service/figures/read-figure.js';
import type { FigureQuery } from '../../libs/service/figures/scope.js';
import { figuresDatabase, livesOf, local, month, scenesIn, storeLife, followedBy } from './figures-seed.js';

const database = await figuresDatabase();
const newScene = scenesIn('L');

/** A past period is told from dossiers by the promise that stands now. */
function isReappointment(event: NewEvent): boolean {
  return event.type === 'ApologySigned' && event.payload.newPromise !== undefined;
}

const DUE = '2026-01-14T09:00';

/** Rates of letters, payments and runs of stages. */
const IN_LINES: readonly RateName[] = ['stage-late-rate', 'stage-late-of-ended', 'apology-coverage', 'apology-in-time-rate', 'late-with-letter-in-time', 'portal-payment-share', 'cashless-payment-share'];

/** Feedback about a dossier, as the rates see it. */
async function complainAbout(dossier: string, receivedAt: Instant): Promise<void> {
  const id = randomUUID();
  await database.read.run(`INSERT INTO agency (code, data) VALUES ('H99.1', '{}') ON CONFLICT DO NOTHING`);
  await database.read.run(
    `INSERT INTO deadline_case (id, code, kind, province, agency, coordinating, dossier_id, opened_at, carried_by, last_seq, last_hash, settled_at, calendar_snapshot)
     VALUES ($1::uuid, $1::text, 'feedback', 'L', 'H99.1', '{}', $2, $3, 'watchdog', 1, 'h', $3, 'calendar-1')`,
    [id, dossier, receivedAt],
  );
  await database.read.run(`INSERT INTO feedback (case_id, phase, channel, subject, received_at, urgent) VALUES ($1, 'received', 'hotline', 'conduct', $2, FALSE)`, [id, receivedAt]);
}

describe('the list behind a rate', () => {
  const scene = newScene();
  const told: readonly RateName[] = RATE_NAMES.filter((name) => !IN_LINES.includes(name) && name !== 'satisfaction-by-links');

  beforeAll(async () => {
    const simple = livesOf(200, 22, scene.province).filter((events) => !events.some(({ type }) => ['DossierReopened', 'DossierTransferred', 'DossierCancelled', 'DossierImported'].includes(type)) && !events.some(isReappointment));
    for (const life of simple) {
      await storeLife(database, life);
    }
  });

  async function behind(rate: RateName, part: 'numerator' | 'denominator', query: FigureQuery): Promise<number> {
    const { days } = await readFigure(database, { ...query, rates: [] });
    const found: string[] = [];
    for (let after: { readonly at: number; readonly id: string } | undefined; ; ) {
      const page = (await listBehind(database, { rate, part, scope: query.scope, days, at: query.at }, { limit: 50, ...(after === undefined ? {} : { after }) })) ?? [];
      found.push(...page.map(({ code }) => code));
      const last = page.at(-1);
      if (page.length < 50 || last === undefined) {
        expect(new Set(found).size).toBe(found.length);
        return found.length;
      }
      after = { at: last.received_at, id: last.id };
    }
  }

  test.each([['2026-01-31T23:30', month(1)], ['2026-06-01T08:00', { kind: 'quarter', year: 2026, quarter: 1 }]] as const)('has as many dossiers as numerator and denominator say, at %s', async (at, period) => {
    const query: FigureQuery = { scope: { province: scene.province, agency: 'H99.1' }, period, rates: 'all', at: local(at) };
    const { figures } = await readFigure(database, query);
    for (const rate of told) {
      const value = figures[0]?.rates[rate];
      expect([rate, await behind(rate, 'numerator', query), await behind(rate, 'denominator', query)]).toEqual([rate, value?.n, value?.d]);
    }
  });

  test('what a desk owed is listed for the desk, whichever agency is competent by now', async () => {
    const other = newScene();
    const received = [receivedEvent('2026-01-05T09:00', DUE, other)];
    const owed = [...received, made('TransferBecameLate', '2026-01-05T17:00', { dueAt: local('2026-01-05T17:00') })];
    await storeLife(database, followedBy(owed, (state) => transferredEvent(state, '2026-01-06T09:00', 'H99.2')));
    const listed = await Promise.all(
      (['H99.1', 'H99.2'] as const).flatMap((agency) => (['numerator', 'denominator'] as const).map((part) => behind('transfer-late-rate', part, { scope: { province: other.province, agency }, period: month(1), rates: 'all', at: local('2026-01-20T08:00') }))),
    );
    const { figures } = await readFigure(database, { scope: { province: other.province, agency: 'H99.1' }, period: month(1), rates: ['transfer-late-rate'], at: local('2026-01-20T08:00') });
    expect(figures[0]?.rates['transfer-late-rate']).toMatchObject({ n: 1, d: 1 });
    expect(listed).toEqual([1, 1, 0, 0]);
  });

  test('rates told from the dossiers are the same for a scope no cell keeps', async () => {
    const query: FigureQuery = { scope: { province: scene.province, agency: 'H99.1', commune: '' }, period: month(1), rates: 'all', at: local('2026-02-10T08:00') };
    const kept = await readFigure(database, { ...query, scope: { province: scene.province, agency: 'H99.1' } });
    const counted = await readFigure(database, query);
    expect(counted.source).toBe('dossiers');
    const rates = Object.entries(counted.figures[0]?.rates ?? {});
    expect(rates.length).toBeGreaterThan(15);
    for (const [rate, value] of rates) {
      expect([rate, value]).toEqual([rate, kept.figures[0]?.rates[rate as RateName]]);
    }
  });

  test.each(IN_LINES)('of %s is none: it is not told of dossiers', async (rate) => {
    const query = { scope: { province: scene.province }, at: local('2026-02-10T08:00') };
    const { days } = await readFigure(database, { ...query, period: month(1), rates: [] });
    expect(await listBehind(database, { ...query, rate, part: 'numerator', days }, { limit: 5 })).toBeUndefined();
  });

  test.each([
    ['a procedure', { procedure: '1.000001' }],
    ['a field and channel', { field: 'G01', channel: 'counter' }],
    ['a case of a procedure', { procedure: '1.000001', case: 'only' }],
    ['another case', { procedure: '1.000001', case: 'other' }],
    ['no commune', { commune: '' }],
    ['an agency and a case', { agency: 'H99.1', procedure: '1.000002', case: 'only' }],
  ])('narrowed to %s, every rate that can be told has as many dossiers as it says', async (_scope, narrowed) => {
    const query: FigureQuery = { scope: { province: scene.province, ...narrowed }, period: month(1), rates: 'all', at: local('2026-02-10T08:00') };
    const { figures, omitted, source } = await readFigure(database, query);
    expect(omitted.filter((rate) => getRate(rate).fromDossiers)).toEqual([]);
    expect(source).toBe('case' in narrowed || 'commune' in narrowed ? 'dossiers' : 'cells');
    for (const rate of told.filter((name) => !omitted.includes(name))) {
      const value = figures[0]?.rates[rate];
      expect([rate, await behind(rate, 'numerator', query), await behind(rate, 'denominator', query)]).toEqual([rate, value?.n, value?.d]);
    }
  });

  test('an officer has neither rates nor lists of dossiers', async () => {
    const query: FigureQuery = { scope: { province: scene.province, officer: 'u1' }, period: month(1), rates: 'all', at: local('2026-02-10T08:00') };
    const { days, figures, omitted } = await readFigure(database, query);
    expect(Object.keys(figures[0]?.rates ?? {})).toEqual(['stage-late-rate', 'stage-late-of-ended']);
    expect(omitted).toHaveLength(RATE_NAMES.length - 2);
    for (const rate of told) {
      expect(await listBehind(database, { ...query, rate, part: 'denominator', days }, { limit: 5 })).toBeUndefined();
    }
  });
});

describe('what a numerator takes off', () => {
  test('is listed with every reason, and the reasons make up the difference of denominator and numerator', async () => {
    const scene = newScene();
    const scope = { province: scene.province };
    const late = await storeLife(database, followedBy([receivedEvent('2026-01-05T09:00', DUE, scene)], becameLateEvent));
    const both = await storeLife(database, followedBy([receivedEvent('2026-01-05T10:00', DUE, scene)], becameLateEvent));
    const complained = await storeLife(database, [receivedEvent('2026-01-06T09:00', '2026-03-02T09:00', scene)]);
    await storeLife(database, [receivedEvent('2026-01-06T10:00', '2026-03-02T09:00', scene)]);
    for (const dossier of [both, complained]) {
      await complainAbout(dossier, local('2026-01-20T09:00'));
    }
    const query: FigureQuery = { scope, period: month(1), rates: ['satisfaction-by-links'], at: local('2026-02-10T08:00') };
    const { days, figures } = await readFigure(database, query);
    const listed = (part: 'numerator' | 'subtracted'): ReturnType<typeof listBehind> => listBehind(database, { rate: 'satisfaction-by-links', part, scope, days, at: query.at }, { limit: 10 });
    expect((await listed('subtracted'))?.map(({ id, reasons }) => [id, reasons])).toEqual([[late, ['overdue']], [both, ['overdue', 'complained']], [complained, ['complained']]]);
    expect(await listed('numerator')).toHaveLength(1);
    // Four dossiers less four reasons, although one of them is neither late nor complained about.
    expect(figures[0]?.rates['satisfaction-by-links']).toMatchObject({ n: 0, d: 4 });
  });

  test('of rates that take nothing off is no list', async () => {
    const query = { scope: { province: 'V0' }, at: local('2026-02-10T08:00') };
    const { days } = await readFigure(database, { ...query, period: month(1), rates: [] });
    expect(await listBehind(database, { ...query, rate: 'late-rate', part: 'subtracted', days }, { limit: 5 })).toBeUndefined();
  });
});

describe('the lines behind a rate', () => {
  const scene = newScene();

  async function lines(query: FigureQuery, rate: RateName, part: 'numerator' | 'denominator', limit = 40): Promise<LinesBehind['lines']> {
    const { days } = await readFigure(database, { ...query, rates: [] });
    const found: LinesBehind['lines'][number][] = [];
    for (let after: LinePlace | undefined; ; ) {
      const page = await listLines(database, { rate, part, scope: query.scope, days, at: query.at }, { limit, ...(after === undefined ? {} : { after }) });
      found.push(...(page?.lines ?? []));
      after = page?.next;
      if (after === undefined) {
        return found;
      }
    }
  }

  beforeAll(async () => {
    for (const life of livesOf(160, 31, scene.province)) {
      await storeLife(database, life);
    }
    const paid = [receivedEvent('2026-01-05T09:00', '2026-03-02T09:00', scene)];
    for (const [when, method, throughPortal] of [['2026-01-06T09:00', 'cash', false], ['2026-01-07T09:00', 'transfer', true], ['2026-02-03T09:00', 'card', false]] as const) {
      paid.push(made('PaymentRecorded', when, { amount: 5_000, method, throughPortal, receiptNumber: when }));
    }
    await storeLife(database, paid);
    await foldFigures({ database }, 100);
  });

  test.each([
    ['the province', {}],
    ['an agency', { agency: 'H99.1' }],
    ['the agency of a stage', { agency: 'H99.1.9' }],
    ['an agency dossiers were transferred to', { agency: 'H99.4' }],
    ['a procedure', { procedure: '1.000001' }],
    ['a field', { field: 'G01' }],
    ['a channel', { channel: 'counter' }],
    ['an officer', { officer: 'u1' }],
    ['an officer of an agency', { officer: 'u2', agency: 'H99.2' }],
  ] as const)('of %s are as many as its numbers say, whatever happened twice or moved', async (_scope, narrowed) => {
    for (const period of [month(1), month(2), { kind: 'half-month', year: 2026, month: 1, half: 2 }] as const) {
      const query: FigureQuery = { scope: { province: scene.province, ...narrowed }, period, rates: IN_LINES, at: local('2026-06-01T08:00') };
      const { figures, omitted } = await readFigure(database, query);
      expect(omitted.includes('stage-late-rate')).toBe(false);
      for (const rate of IN_LINES.filter((name) => !omitted.includes(name))) {
        const value = figures[0]?.rates[rate];
        expect([rate, (await lines(query, rate, 'numerator')).length, (await lines(query, rate, 'denominator')).length]).toEqual([rate, value?.n, value?.d]);
      }
    }
  });

  test('small pages hold the same lines as one large one', async () => {
    const query: FigureQuery = { scope: { province: scene.province }, period: month(1), rates: [], at: local('2026-06-01T08:00') };
    const whole = await lines(query, 'stage-late-rate', 'denominator', 10_000);
    expect(whole.length).toBeGreaterThan(50);
    expect(await lines(query, 'stage-late-rate', 'denominator', 7)).toEqual(whole);
  });

  test('tell the letter, payment or run they stand for', async () => {
    const own = newScene();
    const late = followedBy([receivedEvent('2026-01-05T09:00', DUE, own)], becameLateEvent);
    const signed = [...late, made('ApologySigned', '2026-01-15T10:00', { promise: 1, reasonCode: 'load' }), made('OfficerAssigned', '2026-01-15T11:00', { stage: 'appraise', officer: 'u7' })];
    const paid = [...signed, made('PaymentRecorded', '2026-01-16T09:00', { amount: 5_000, method: 'transfer', throughPortal: true, receiptNumber: '1' })];
    const code = await storeLife(database, followedBy(paid, (state) => resultEvent(state, '2026-01-19T09:00')));
    const query: FigureQuery = { scope: { province: own.province }, period: month(1), rates: [], at: local('2026-06-01T08:00') };
    const promise = { kind: 'promise', number: 1, at: local(DUE), brokenAt: local(DUE), signedAt: local('2026-01-15T10:00') };
    expect(await lines(query, 'apology-coverage', 'denominator')).toMatchObject([{ code, count: 'becameLate', agency: 'H99.1', officer: '', subject: promise }]);
    expect(await lines(query, 'apology-coverage', 'numerator')).toMatchObject([{ count: 'apologised', subject: promise }]);
    expect(await lines(query, 'apology-in-time-rate', 'numerator')).toEqual([]);
    expect(await lines(query, 'portal-payment-share', 'numerator')).toMatchObject([{ count: 'paymentsPortal', subject: { kind: 'payment', at: local('2026-01-16T09:00'), method: 'transfer', amount: 5_000 } }]);
    expect(await lines(query, 'stage-late-rate', 'denominator')).toMatchObject([
      { count: 'stageEnded', agency: 'H99.1', officer: 'u7', subject: { kind: 'stage-run', stage: 'appraise', run: 1, startedAt: local('2026-01-05T09:00'), targetAt: local(DUE), endedAt: local('2026-01-19T09:00') } },
    ]);
  });

  test('lateness from before a filing was accepted is listed in the period of its acceptance', async () => {
    const own = newScene();
    const filed = made('DossierRegistered', '2026-01-05T09:00', registered(own));
    const accepted = made('DossierAccepted', '2026-02-02T09:00', { term: { ...registered(own).provisional }, clocks: {} });
    await storeLife(database, followedBy([filed, accepted], becameLateEvent));
    const query: FigureQuery = { scope: { province: own.province }, period: month(2), rates: ['apology-coverage'], at: local('2026-06-01T08:00') };
    expect((await readFigure(database, query)).figures[0]?.rates['apology-coverage']).toMatchObject({ d: 1 });
    expect(await lines(query, 'apology-coverage', 'denominator')).toHaveLength(1);
    expect(await lines({ ...query, period: month(1) }, 'apology-coverage', 'denominator')).toEqual([]);
  });

  test.each([
    ['late-rate', {}],
    ['stage-late-rate', { commune: '' }],
    ['stage-late-rate', { procedure: '1.000001', case: 'only' }],
    ['apology-coverage', { officer: 'u1' }],
  ] as const)('of %s narrowed to %j are none, as its number is none there', async (rate, narrowed) => {
    const scope = { province: scene.province, ...narrowed };
    const { days, omitted } = await readFigure(database, { scope, period: month(1), rates: [rate], at: local('2026-06-01T08:00') });
    expect(await listLines(database, { rate, part: 'denominator', scope, days, at: local('2026-06-01T08:00') }, { limit: 5 })).toBeUndefined();
    expect(omitted).toEqual(rate === 'late-rate' ? [] : [rate]);
  });

  test('letters and payments are found by their partial index', async () => {
    const plan: string[] = [];
    await database.transaction(async (tx) => {
      await tx.run('SET LOCAL enable_seqscan = off');
      const explain = { ...tx, rows: async <Row>(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]> => {
        plan.push(...(await tx.rows<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, parameters)).map((line) => line['QUERY PLAN']));
        return [];
      } };
      const { days } = await readFigure({ read: tx }, { scope: { province: scene.province }, period: month(1), rates: [], at: local('2026-06-01T08:00') });
      await listLines({ read: explain }, { rate: 'apology-coverage', part: 'numerator', scope: { province: scene.province }, days, at: local('2026-06-01T08:00') }, { limit: 5 });
    });
    expect(plan.join('\n')).toContain('dossier_event_counted');
  });
});

function registered(scene: Scene): Extract<NewEvent, { type: 'DossierRegistered' }>['payload'] {
  const event = registeredEvent(local('2026-01-05T09:00'), local('2026-01-20T09:00'), scene);
  if (event.type !== 'DossierRegistered') {
    throw new Error('A filing is registered');
  }
  return event.payload;
}
