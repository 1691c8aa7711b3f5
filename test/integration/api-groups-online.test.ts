import { describe, expect, test } from 'vitest';
import { produceLetter, readLetter } from '#service';
import { filingSchema } from '../../apps/api/views/group-view.js';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { createTestDatabase } from '../support/database.js';
import { type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);

/** A clerk of the commune's desk. */
const CLERK: Call = { as: { role: 'clerk', agency: 'H99.31' } };
const KARAOKE = { group: 'LT-297-2025', channel: 'online', agencyCodes: ['H99.31'], applicant: { name: 'Trần Văn Hát', phone: '0912 345 679' } };

async function textOf(path: string): Promise<string> {
  const { status, bytes } = await get(path, CLERK);
  expect(status).toBe(200);
  return (await readPdf(bytes)).text.replaceAll(/\s+/gu, ' ');
}

describe('a filing of a group online', () => {
  async function online(key: string): Promise<ReturnType<typeof filingSchema.parse>> {
    clock.set('2026-08-18T09:00:00+07:00');
    return filingSchema.parse((await post('/api/v1/group-filings', { ...CLERK, key, body: KARAOKE })).body);
  }
  async function give(filing: { readonly dossiers: readonly { readonly self: string }[] }, place: number, key: string, command: unknown): Promise<void> {
    expect((await post(`${filing.dossiers[place]?.self ?? ''}/commands`, { ...CLERK, key, body: command })).status).toBe(200);
  }
  function receiptsOf(filing: { readonly dossiers: readonly { readonly code: string }[] }): Promise<readonly { readonly key: string; readonly kind: string; readonly code: string }[]> {
    return engine.database.read.rows(`SELECT l.key, l.kind, d.code FROM letter l JOIN dossier d ON d.id = l.dossier_id WHERE d.code = ANY($1) AND l.form = '01'`, [filing.dossiers.map(({ code }) => code)]);
  }

  test('owes its one receipt when the last of its dossiers is accepted, and none before', async () => {
    const filing = await online('group-online');
    expect(filing.dossiers.map(({ status }) => status)).toEqual(['registered', 'registered', 'registered']);
    await give(filing, 0, 'group-online-1', { type: 'Accept' });
    await give(filing, 2, 'group-online-2', { type: 'Accept' });
    expect(await receiptsOf(filing)).toEqual([]);
    expect((await get(filing.links.receipt, CLERK)).status).toBe(404);
    await give(filing, 1, 'group-online-3', { type: 'Accept' });
    const [letter, ...others] = await receiptsOf(filing);
    expect([letter?.kind, letter?.code, others]).toEqual(['filing-receipt', filing.dossiers[1]?.code, []]);
    await produceLetter(engine, letter?.key ?? '', clock.now());
    const { text } = await readPdf(new Uint8Array((await readLetter(engine, letter?.key ?? ''))!));
    for (const { code } of filing.dossiers) {
      expect(text).toContain(code);
    }
    expect(text).toContain('16 ngày làm việc');
  });

  test('owes it once when its last two dossiers are accepted at the same moment', async () => {
    const filing = await online('group-online-at-once');
    await give(filing, 0, 'group-online-at-once-1', { type: 'Accept' });
    await Promise.all([give(filing, 1, 'group-online-at-once-2', { type: 'Accept' }), give(filing, 2, 'group-online-at-once-3', { type: 'Accept' })]);
    expect(await receiptsOf(filing)).toMatchObject([{ kind: 'filing-receipt' }]);
  });

  test('keeps its terms 3, 3 + 3 and 3 + 3 + 10 working days, so that the last is the group’s 16', async () => {
    const filing = await online('group-online-terms');
    for (const [place] of filing.dossiers.entries()) {
      await give(filing, place, `group-online-terms-${String(place)}`, { type: 'Accept' });
    }
    const now = filingSchema.parse((await get(filing.links.self, CLERK)).body);
    // 22/8 is a make-up Saturday, 29/8 to 2/9 are off.
    expect(now.dossiers.map(({ appointment }) => appointment)).toEqual(['2026-08-21T09:00:00+07:00', '2026-08-25T09:00:00+07:00', '2026-09-11T09:00:00+07:00']);
    expect(now.appointment).toBe('2026-09-11T09:00:00+07:00');
  });

  test('of which a dossier is refused owes the receipt for the others, and says so', async () => {
    const filing = await online('group-online-refused');
    await give(filing, 0, 'group-online-refused-1', { type: 'Accept' });
    await give(filing, 1, 'group-online-refused-2', { type: 'Accept' });
    await give(filing, 2, 'group-online-refused-3', { type: 'RefuseIntake', body: { reasonCode: 'not-competent' }, text: { reason: 'Địa điểm không thuộc tỉnh' } });
    const [letter] = await receiptsOf(filing);
    await produceLetter(engine, letter?.key ?? '', clock.now());
    const text = await textOf(`${filing.dossiers[0]?.self ?? ''}/receipt`);
    expect(text).toContain(filing.dossiers[2]?.code ?? '-');
    expect(text).toContain('Ghi chú: ');
  });

  test('of which every dossier is refused owes no receipt', async () => {
    const filing = await online('group-online-none');
    for (const [place] of filing.dossiers.entries()) {
      await give(filing, place, `group-online-none-${String(place)}`, { type: 'RefuseIntake', body: { reasonCode: 'not-competent' }, text: { reason: 'Không thuộc tỉnh' } });
    }
    expect(await receiptsOf(filing)).toEqual([]);
  });

  test('tells whoever has a waiting dossier that the result it needs is there, until that is passed on', async () => {
    const filing = await online('group-online-needed');
    for (const [place] of filing.dossiers.entries()) {
      await give(filing, place, `group-online-needed-${String(place)}`, { type: 'Accept' });
    }
    const tasks = (): Promise<readonly object[]> =>
      engine.database.read.rows(
        `SELECT d.procedure_code, t.agency, t.data->>'dossier' AS result, t.done_at IS NULL AS open FROM task t JOIN dossier d ON d.id = t.dossier_id
         WHERE t.kind = 'needed-result' AND d.code = ANY($1) ORDER BY d.procedure_code, t.created_at, t.key`,
        [filing.dossiers.map(({ code }) => code)],
      );
    clock.set('2026-08-19T09:00:00+07:00');
    await give(filing, 0, 'group-online-needed-result', { type: 'RecordResult' });
    const result = filing.dossiers[0]?.code;
    expect(await tasks()).toEqual([
      { procedure_code: '9.000002.H99', agency: 'H99.31', result, open: true },
      { procedure_code: '9.000003.H99', agency: 'H99.31', result, open: true },
    ]);
    expect(filingSchema.parse((await get(filing.links.self, CLERK)).body).dossiers.map(({ awaits }) => awaits)).toEqual([[], [], [filing.dossiers[1]?.code]]);
    await give(filing, 1, 'group-online-needed-forward', { type: 'Forward' });
    expect(await tasks()).toMatchObject([{ procedure_code: '9.000002.H99', open: false }, { procedure_code: '9.000003.H99', open: true }]);
    clock.set('2026-08-18T09:00:00+07:00');
  });

  test('bears the code the portal gave it, while each dossier has one of its desk', async () => {
    clock.set('2026-08-18T09:00:00+07:00');
    const portal = { submittedAt: '2026-08-18T08:00:00+07:00', completeAt: '2026-08-18T08:05:00+07:00', evidence: 'portal-9', portalCode: 'G22.99-260818-7001' };
    const filing = filingSchema.parse((await post('/api/v1/group-filings', { ...CLERK, key: 'group-portal', body: { ...KARAOKE, portal } })).body);
    expect(filing.code).toBe('G22.99-260818-7001');
    expect(filing.dossiers.every(({ code }) => code.startsWith('000.00.31.H99-'))).toBe(true);
  });
});
