import { expect, test } from 'vitest';
import { parseInstant } from '#domain';
import { openDatabase } from '#persistence';
import { verifyLedger } from '#service';
import { loadHistory } from '../../apps/cli/bench/metrics/load-history.js';
import { publishNation } from '../../apps/cli/bench/metrics/nation.js';
import { testCounter } from '../support/engine.js';

const BEGINS = parseInstant('2023-10-01T08:00:00+07:00');
const AT = parseInstant('2026-09-28T09:00:00+07:00');
const SIZE = { finished: 1_900, open: 100, begins: BEGINS, at: AT, seed: 7 };
/** The lives the loader copies those with every event from. */
const MODELS = 60;
/** Fewer than figures are measured over, for each dossier is opened and held against its rules: how many there are changes nothing of how they are written. */
const LOADED_WITHIN_MS = 300_000;

test('a history that was loaded for measuring is a whole ledger, down to the chain of each dossier, and a change in it is found', async () => {
  const { engine, database } = await testCounter('2023-10-01T08:00:00+07:00');
  const [first, ...others] = await publishNation(engine, { provinces: 4, procedures: 60 }, BEGINS);
  if (first === undefined) throw new Error('No province was published');
  const owner = await openDatabase({ url: database.ownerUrl, poolSize: 2, applicationName: 'dunghan-load' });
  try {
    await loadHistory({ engine, owner }, [first, ...others], SIZE, { written: () => undefined, step: () => undefined });
    const whole = await verifyLedger(engine);
    expect(whole).toMatchObject({ ok: true, dossiers: SIZE.finished + SIZE.open + MODELS });
    expect(whole.ok ? whole.events : 0).toBeGreaterThan(SIZE.finished + SIZE.open);
    const changed = await owner.read.first<{ id: string }>('UPDATE dossier SET finished_at = finished_at + 1 WHERE id = (SELECT id FROM dossier WHERE imported AND finished_at IS NOT NULL ORDER BY id LIMIT 1) RETURNING id');
    expect(await verifyLedger(engine)).toMatchObject({ ok: false, fault: { dossierId: changed?.id } });
  } finally {
    await owner.close();
  }
}, LOADED_WITHIN_MS);
