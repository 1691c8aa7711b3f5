import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { instant, type Instant, MS_PER_HOUR } from '#domain';
import { applyImport, type Clock, type Engine } from '#service';
import { foldFigures, listEndangered, listRisks, readBudget, readRiskModel, refitRiskModel, type RiskLine, scoreOpenDossiers } from '#service/figures';
import { readOpenMoments } from '../../libs/service/risk/moments.js';
import { asOwner } from '../support/database.js';
import { testCounter } from '../support/engine.js';
import { listening, planOf } from '../support/plans.js';
import { pastLines, PROCEDURE, prompt, slow } from './risk-seed.js';

const counter = await testCounter('2026-08-18T09:00:00+07:00');
const { engine, database, clock } = counter;
const START = clock.now();
const atMoment = (at: Instant): Clock => ({ now: () => at });

beforeAll(async () => {
  await applyImport(engine, pastLines(START, 700, 20261129), START, { source: 'history' });
  await foldFigures(engine, 5_000);
  for (const agencyCode of [prompt, slow, prompt]) await counter.takeIn({ procedureCode: PROCEDURE, agencyCode });
  await refitRiskModel(engine, clock);
});
// Tests come in any order: each begins with one model and what it says of the beginning.
afterEach(begin);
beforeAll(begin);

async function begin(): Promise<void> {
  await asOwner(database, 'DELETE FROM work_lease', 'DELETE FROM dossier_risk', 'DELETE FROM risk_run', 'DELETE FROM risk_model WHERE version > 1');
  await scoreOpenDossiers(engine, atMoment(START));
}

async function inStock(): Promise<number> {
  return (await engine.database.read.rows('SELECT 1 FROM dossier WHERE in_stock')).length;
}

describe('a scoring that is cut short', () => {
  /** An engine whose process is killed when so many transactions are done. */
  const killedAfter = (transactions: number): Engine => {
    let left = transactions;
    const transaction: Engine['database']['transaction'] = async (work, name) => {
      left -= 1;
      if (left < 0) throw new Error('killed');
      return engine.database.transaction(work, name);
    };
    return { ...engine, database: { ...engine.database, transaction } };
  };

  test('shows nothing of itself, and is taken up where it stopped, as of the moment it began at', async () => {
    const later = instant(START + MS_PER_HOUR);
    const shown = await riskLines();
    const number = await inStock();
    expect(number).toBeGreaterThan(1);
    await expect(scoreOpenDossiers(killedAfter(1), atMoment(later), 1)).rejects.toThrow('killed');
    expect(await riskLines()).toEqual(shown);
    const { engine: measured, heard } = listening(engine);
    expect(await scoreOpenDossiers(measured, atMoment(instant(later + 60_000)), 1)).toBe(number);
    const stored = heard.filter(({ sql }) => sql.includes('INSERT INTO dossier_risk')).map(({ parameters }) => parameters[0] as readonly string[]);
    expect(stored.map((ids) => ids.length)).toEqual(Array.from({ length: number - 1 }, () => 1));
    expect(new Set((await riskLines()).map(({ as_of }) => as_of))).toEqual(new Set([later]));
    expect((await readRiskModel(engine))?.scoredAt).toBe(later);
    expect(await engine.database.read.rows('SELECT 1 FROM risk_run')).toHaveLength(1);
  });

  test('is left to whoever holds its lease until that is over, and begun anew where its moment is too old', async () => {
    const later = instant(START + MS_PER_HOUR);
    await expect(scoreOpenDossiers(killedAfter(1), atMoment(later), 1)).rejects.toThrow('killed');
    await engine.database.read.run('INSERT INTO work_lease (work, holder, lease_until) VALUES ($1, gen_random_uuid(), $2)', ['risk-score', later + 1_000]);
    expect(await scoreOpenDossiers(engine, atMoment(later))).toBeUndefined();
    const muchLater = instant(later + 2 * MS_PER_HOUR);
    expect(await scoreOpenDossiers(engine, atMoment(muchLater))).toBe(await inStock());
    expect((await readRiskModel(engine))?.scoredAt).toBe(muchLater);
  });

  test('leaves every open dossier counted and listed once, by what is shown', async () => {
    const query = { scope: { province: 'H99' }, at: instant(START + MS_PER_HOUR) };
    const month = { kind: 'month', year: 2026, month: 8 } as const;
    const looked = async (): Promise<unknown> => ({
      due: (await readBudget(engine, { ...query, period: month })).due,
      endangered: (await listEndangered(engine, { ...query, until: instant(query.at + 30 * 24 * MS_PER_HOUR), limit: 100 })).items.map(({ code, probability }) => [code, probability]),
    });
    await engine.database.read.run('UPDATE dossier_risk SET probability = 9000');
    const before = await looked();
    await expect(scoreOpenDossiers(killedAfter(2), atMoment(query.at), 1)).rejects.toThrow('killed');
    expect(await looked()).toEqual(before);
  });

  async function riskLines(): Promise<readonly RiskLine[]> {
    return listRisks(engine, { scope: { province: 'H99' }, limit: 100 });
  }
});

test('a batch of a scoring reads its own dossiers alone, not all that are open or were', async () => {
  const { engine: measured, heard } = listening(engine);
  const { last } = await readOpenMoments(measured.database.read, new Map(), START, { after: '00000000-0000-0000-0000-000000000000', limit: 1 });
  expect(last).toBeDefined();
  for (const statement of heard) expect((await planOf(engine, statement)).indexes).toContain('dossier_foretold');
});

test('a fit holds no transaction while it computes, and none is begun while another holds its lease', async () => {
  const { engine: measured, heard } = listening(engine);
  await refitRiskModel(measured, clock);
  expect(heard.filter(({ sql }) => sql.startsWith('UPDATE work_lease')).length).toBeGreaterThan(2);
  const { version } = (await readRiskModel(engine)) ?? {};
  await engine.database.read.run('INSERT INTO work_lease (work, holder, lease_until) VALUES ($1, gen_random_uuid(), $2)', ['risk-fit', clock.now() + 1_000]);
  expect(await refitRiskModel(engine, clock)).toBeUndefined();
  expect((await readRiskModel(engine))?.version).toBe(version);
});
