import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { codeBlockSchema, codeBlockStateSchema } from '../../apps/api/views/code-block-view.js';
import { dossierSchema } from '../../apps/api/views/dossier-schema.js';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { closeEngine, openEngine, reserveCodes, takeIn } from '#service';
import { createTestDatabase } from '../support/database.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);

const CLERK: Call = { as: 'clerk' };
const OTHER_DESK: Call = { as: { role: 'clerk', agency: 'H99.31' } };
const PAPER = { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Nguyễn Thị Phiếu' } };
const CUT = { receivedAt: '2026-08-18T10:15:00+07:00', reason: 'Mất kết nối', secondPerson: 'head@H99.02' };
clock.set('2026-08-18T14:00:00+07:00');

async function reserve(count: number, agencyCode = 'H99.02', call = CLERK): Promise<{ readonly id: string; readonly codes: readonly string[] }> {
  return codeBlockSchema.parse((await post('/api/v1/codes/blocks', { ...call, key: randomUUID(), body: { agencyCode, count } })).body);
}

function enter(key: string, outage: Readonly<Record<string, unknown>>): Promise<Answer> {
  return post('/api/v1/dossiers', { ...CLERK, key, body: { ...PAPER, outage } });
}

async function textOf(answer: Answer): Promise<string> {
  return (await readPdf(answer.bytes)).text;
}

describe('a block of codes', () => {
  test('holds its codes in order, none of them given to anybody else', async () => {
    const [first, second] = [await reserve(3), await reserve(2)];
    const taken = await post('/api/v1/dossiers', { ...CLERK, key: 'codes-beside', body: PAPER });
    const codes = [...first.codes, ...second.codes, String(taken.body['code'])];
    expect(new Set(codes).size).toBe(6);
    expect(codes).toEqual(codes.toSorted());
  });

  test('is reserved once for a key, however often and at once it is asked for, and not for another count under it', async () => {
    const ask = (count: number, call = CLERK): Promise<Answer> => post('/api/v1/codes/blocks', { ...call, key: 'one-block-alone', body: { agencyCode: 'H99.02', count } });
    const told = await Promise.all([ask(2), ask(2), ask(2)]);
    expect(new Set(told.map(({ status, body }) => `${String(status)} ${String(body['id'])}`)).size).toBe(1);
    const other = await ask(3);
    expect([other.status, other.body['code']]).toEqual([422, 'idempotency-key-reused']);
    const elses = await ask(2, { as: { role: 'clerk', agency: 'H99.02', subject: 'clerk-two' } });
    expect([elses.status, elses.body['id'] === told[0].body['id']]).toEqual([201, false]);
    expect((await post('/api/v1/codes/blocks', { ...CLERK, body: { agencyCode: 'H99.02', count: 1 } })).status).toBe(400);
  });

  test('shows which of its codes dossiers bear by now', async () => {
    const { id, codes } = await reserve(2);
    await enter('codes-shown', { ...CUT, code: codes[1] });
    const state = codeBlockStateSchema.parse((await get(`/api/v1/codes/blocks/${id}`, CLERK)).body);
    expect(state).toMatchObject({ id, agency: 'H99.02', reservedBy: 'clerk@H99.02', reservedAt: '2026-08-18T14:00:00+07:00' });
    expect(state.codes).toEqual([
      { code: codes[0], used: false, dossier: null },
      { code: codes[1], used: true, dossier: `/api/v1/dossiers/${String(codes[1])}` },
    ]);
  });

  test('is read and printed by its own desk only', async () => {
    const { id } = await reserve(1);
    for (const path of [`/api/v1/codes/blocks/${id}`, `/api/v1/codes/blocks/${id}/slips`]) {
      expect([(await get(path, CLERK)).status, (await get(path, OTHER_DESK)).status, (await get(path, { as: 'auditor' })).status]).toEqual([200, 404, 404]);
    }
  });

  test.each(['/api/v1/codes/blocks/0b8e2f0a-54cb-4d8e-9a53-3c1de1a6b001', '/api/v1/codes/blocks/0b8e2f0a-54cb-4d8e-9a53-3c1de1a6b001/slips'])('that nobody reserved is not found at %s', async (path) => {
    expect((await get(path, CLERK)).status).toBe(404);
  });
});

test('an installation that writes codes with seven digits gives them to dossiers and blocks alike, and keeps codes of the other style', async () => {
  const newStyle = await openEngine({ databaseUrl: database.url, masterKey: new Uint8Array(32).fill(7), applicationName: 'codes-test', codeStyle: 'seven-digit-2026' });
  const actor = { subject: 'clerk@H99.02', role: 'clerk', agency: 'H99.02' } as const;
  const desk = (await newStyle.rules.agencies(newStyle.database.read)).get('H99.02');
  if (desk === undefined) throw new Error('The demo province has a desk H99.02');
  const enterHere = (key: string, more: object = {}): ReturnType<typeof takeIn> =>
    takeIn(newStyle, clock, { actor, idempotencyKey: key, body: { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Nguyễn Văn Số' }, ...more } });
  const before = await reserve(1);
  const block = await reserveCodes(newStyle, desk, 2, { by: actor.subject, key: 'new-style-block' }, clock.now());
  const codes = block === 'key-conflict' ? [] : block.codes;
  expect(codes).toEqual([`${desk.unitCode}-20260818-0000001`, `${desk.unitCode}-20260818-0000002`]);
  expect(await enterHere('seven-digits')).toMatchObject({ kind: 'created', code: `${desk.unitCode}-20260818-0000003` });
  const outage = { receivedAt: clock.now(), reason: 'Mất kết nối', secondPerson: 'head@H99.02', code: before.codes[0] };
  expect(await enterHere('seven-digits-old-slip', { outage })).toMatchObject({ kind: 'created', code: before.codes[0] });
  await closeEngine(newStyle);
});

describe('blank slips', () => {
  test('are one page for each code of the block, with the desk and without any date', async () => {
    const { id, codes } = await reserve(3);
    const answer = await get(`/api/v1/codes/blocks/${id}/slips`, CLERK);
    expect([answer.status, answer.type]).toEqual([200, 'application/pdf']);
    const { pages, text } = await readPdf(answer.bytes);
    expect(pages).toHaveLength(3);
    const desk = (await engine.rules.agencies(engine.database.read)).get('H99.02')?.name ?? 'no such desk';
    for (const part of [...codes, desk, '…… giờ …… phút, ngày ……']) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain('2026');
  });

  test('of codes that are used are not printed again', async () => {
    const { id, codes } = await reserve(2);
    await enter('slips-first', { ...CUT, code: codes[0] });
    const text = await textOf(await get(`/api/v1/codes/blocks/${id}/slips`, CLERK));
    expect([text.includes(codes[0] ?? ''), text.includes(codes[1] ?? '')]).toEqual([false, true]);
    await enter('slips-second', { ...CUT, code: codes[1] });
    expect((await get(`/api/v1/codes/blocks/${id}/slips`, CLERK)).status).toBe(404);
  });
});

describe('a slip of a line cut', () => {
  test('is entered with its code and its true hour, from which the term is counted, and the second person stands in the ledger', async () => {
    const { codes: [code] } = await reserve(1);
    const entered = await enter('cut-entered', { ...CUT, code });
    expect(entered.status).toBe(201);
    expect(dossierSchema.parse(entered.body)).toMatchObject({ code, receivedAt: CUT.receivedAt, firstAppointment: '2026-08-21T10:15:00+07:00' });
    const { body } = await get(`/api/v1/dossiers/${String(code)}/timeline?limit=1`, CLERK);
    expect(body['items']).toMatchObject([
      {
        type: 'DossierReceived',
        occurredAt: CUT.receivedAt,
        recordedAt: '2026-08-18T14:00:00+07:00',
        actor: { subject: 'clerk@H99.02' },
        payload: { timeEvidence: { kind: 'outage', reference: code, secondPerson: 'head@H99.02' } },
      },
    ]);
  });

  test('sent again under its key is the same dossier', async () => {
    const { codes: [code] } = await reserve(1);
    const answers = [await enter('cut-again', { ...CUT, code }), await enter('cut-again', { ...CUT, code })];
    expect(answers.map(({ status, body }) => [status, body['code']])).toEqual([[201, code], [201, code]]);
  });

  test('without a second person, or with the clerk as the second person, is refused', async () => {
    const { codes: [code] } = await reserve(1);
    const { secondPerson: _, ...alone } = CUT;
    expect((await enter('cut-nobody', { ...alone, code })).status).toBe(400);
    const own = await enter('cut-own-second', { ...CUT, secondPerson: 'clerk@H99.02', code });
    expect([own.status, own.body['code']]).toEqual([409, 'second-person-required']);
  });

  test('under a code that was not reserved for this desk is refused', async () => {
    const elsewhere = await reserve(1, 'H99.31', OTHER_DESK);
    for (const code of ['000.00.02.H99-260818-9999', elsewhere.codes[0]]) {
      const { status, body } = await enter(`cut-strange-${String(code)}`, { ...CUT, code });
      expect([status, body['code']]).toEqual([409, 'code-not-reserved']);
    }
  });

  test('under a code another dossier bears is refused', async () => {
    const { codes: [code] } = await reserve(1);
    await enter('cut-first', { ...CUT, code });
    const { status, body } = await enter('cut-second', { ...CUT, code });
    expect([status, body['code']]).toEqual([409, 'code-taken']);
  });

  test('sent twice at once under two keys gives its code to one dossier only', async () => {
    const { codes: [code] } = await reserve(1);
    const answers = await Promise.all(['cut-race-1', 'cut-race-2'].map((key) => enter(key, { ...CUT, code })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  });

  test('from the future is refused', async () => {
    const { codes: [code] } = await reserve(1);
    const { status, body } = await enter('cut-future', { ...CUT, receivedAt: '2026-08-18T14:00:01+07:00', code });
    expect([status, body['code']]).toEqual([409, 'received-in-future']);
  });
});
