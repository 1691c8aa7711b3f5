import { afterAll, describe, expect, test } from 'vitest';
import { readRiskModel } from '#service/figures';
import { HeavyThread } from '../../apps/relay/heavy-work.js';
import { MASTER_KEY, testCounter } from '../support/engine.js';

const { engine, database } = await testCounter('2026-08-18T09:00:00+07:00');
const thread = new HeavyThread(new URL('../../dist/apps/relay/heavy-thread.js', import.meta.url), { env: { NODE_ENV: 'test', DATABASE_URL: database.url, MASTER_KEY: Buffer.from(MASTER_KEY).toString('base64') }, execArgv: [] });
afterAll(() => thread.close());

function scripted(script: string): HeavyThread {
  return new HeavyThread(new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; ${script}`)}`));
}

describe('the thread of heavy work', () => {
  test('does jobs one after the other, on connections of its own', async () => {
    expect(await Promise.all([thread.run('risk-fit'), thread.run('risk-score'), thread.run('portal-comparison')])).toEqual([false, false, false]);
    expect(await readRiskModel(engine)).toMatchObject({ version: 1, model: undefined });
  });

  test('leaves its process free: what stands still there does not keep this thread from its own work', async () => {
    const busy = scripted(`parentPort.on('message', ({ id }) => { const flag = new Int32Array(new SharedArrayBuffer(4)); Atomics.wait(flag, 0, 0, 50); parentPort.postMessage({ id, more: true }); });`);
    let turns = 0;
    const turning = setInterval(() => { turns += 1; }, 1);
    expect(await busy.run('risk-fit')).toBe(true);
    clearInterval(turning);
    expect(turns).toBeGreaterThan(0);
    await busy.close();
  });

  test('refuses what it was at when it dies, and is begun again when it is next asked', async () => {
    const dying = scripted(`parentPort.on('message', ({ id, job }) => (job === 'risk-fit' ? process.exit(3) : parentPort.postMessage({ id, more: false })));`);
    await expect(dying.run('risk-fit')).rejects.toThrow('The thread of heavy work ended');
    expect(await dying.run('risk-score')).toBe(false);
    await dying.close();
  });

  test('tells why a job failed, and does the next', async () => {
    const failing = scripted(`parentPort.on('message', ({ id, job }) => parentPort.postMessage(job === 'risk-fit' ? { id, error: 'no model today' } : { id, more: false }));`);
    await expect(failing.run('risk-fit')).rejects.toThrow('no model today');
    expect(await failing.run('risk-score')).toBe(false);
    await failing.close();
  });

  test('is not begun again once its process closes it', async () => {
    const closed = scripted(`parentPort.on('message', ({ id }) => parentPort.postMessage({ id, more: false }));`);
    expect(await closed.run('risk-score')).toBe(false);
    await closed.close();
    await expect(closed.run('risk-score')).rejects.toThrow('closed');
  });
});
