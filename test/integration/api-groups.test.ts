import pg from 'pg';
import { describe, expect, test } from 'vitest';
import type { ProcedureVersion } from '#domain';
import { dossierSchema } from '../../apps/api/views/dossier-schema.js';
import { filingSchema } from '../../apps/api/views/group-view.js';
import { publishProcedure } from '../../libs/service/catalogue/publish.js';
import { findFilingFault } from '../../libs/service/ledger/verify-filings.js';
import { verifyLedger } from '../../libs/service/ledger/verify.js';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { createTestDatabase } from '../support/database.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine, gateway } = await startTestApi(database);

/** A clerk of the commune's desk. */
const CLERK: Call = { as: { role: 'clerk', agency: 'H99.31' } };
const BIRTH = {
  group: 'LT-63-2024',
  channel: 'counter',
  agencyCodes: ['H99.31', 'H99.81.31'],
  applicant: { name: 'Nguyễn Thị Minh', phone: '0912 345 678' },
  papers: [
    { code: 'H99-LT63-CHUNGSINH', copies: 1, kind: 'original' },
    { code: 'H99-CA05-CT01', copies: 1, kind: 'original' },
    { code: 'H99-BH01-TK1', copies: 1, kind: 'original' },
  ],
};
const KARAOKE = { group: 'LT-297-2025', channel: 'online', agencyCodes: ['H99.31'], applicant: { name: 'Trần Văn Hát', phone: '0912 345 679' } };

function file(key: string, change: Readonly<Record<string, unknown>> = {}, call: Call = CLERK): Promise<Answer> {
  return post('/api/v1/group-filings', { ...call, key, body: { ...BIRTH, ...change } });
}

async function textOf(path: string, call: Call = CLERK): Promise<string> {
  const { status, bytes } = await get(path, call);
  expect(status).toBe(200);
  return (await readPdf(bytes)).text.replaceAll(/\s+/gu, ' ');
}

async function counts(): Promise<Readonly<Record<string, number>>> {
  const row = await engine.database.read.first<Readonly<Record<string, number>>>(
    `SELECT (SELECT count(*) FROM dossier) AS dossiers, (SELECT count(*) FROM dossier_event) AS events, (SELECT count(*) FROM personal_record) AS records,
       (SELECT count(*) FROM filing) AS filings, (SELECT count(*) FROM filing_dossier) AS members, (SELECT count(*) FROM figure_delta) AS deltas, (SELECT count(*) FROM search_token) AS tokens`,
  );
  return row ?? {};
}

describe('the groups of the catalogue', () => {
  test('are listed and read with members, order and shared papers', async () => {
    const { body } = await get('/api/v1/procedure-groups', CLERK);
    expect(body['items']).toMatchObject([{ code: 'LT-297-2025' }, { code: 'LT-63-2024' }]);
    const one = await get('/api/v1/procedure-groups/LT-63-2024', CLERK);
    expect(one.body).toMatchObject({ version: 1, cases: [{ term: { limit: { amount: 3 } }, members: [{ needs: [] }, { needs: ['1.001193'] }, { needs: ['1.001193'] }] }, {}] });
    expect((await get('/api/v1/procedure-groups/LT-1', CLERK)).status).toBe(404);
  });
});

describe('a filing of a group at the counter', () => {
  test('opens a dossier for each member, each with its own code, term and appointment, and is promised by the latest', async () => {
    clock.set('2026-08-18T09:00:00+07:00');
    const { status, headers, body } = await file('group-counter');
    expect(status).toBe(201);
    const filing = filingSchema.parse(body);
    expect(headers.get('location')).toBe(filing.links.self);
    expect(filing).toMatchObject({ group: { code: 'LT-63-2024', version: 1, caseCode: 'LT-63-2024.01' }, term: '03 ngày làm việc', appointment: '2026-08-21T09:00:00+07:00' });
    expect(filing.dossiers.map(({ procedure, competentAgency, appointment, status: stands }) => [procedure.caseCode, competentAgency.code, appointment, stands])).toEqual([
      ['1.001193.01', 'H99.31', '2026-08-18T17:00:00+07:00', 'received'],
      ['1.004222.02', 'H99.81.31', '2026-08-21T09:00:00+07:00', 'received'],
      ['9.000001.H99.01', 'H99.82', '2026-08-21T09:00:00+07:00', 'received'],
    ]);
    const codes = filing.dossiers.map(({ code }) => code);
    expect(filing.code).toBe(`LT-${String(codes[0])}`);
    expect(filing.dossiers.map(({ awaits }) => awaits)).toEqual([[], [codes[0]], [codes[0]]]);
  });

  test('gives each dossier event 1, records, figures and workflow as an intake of its own does, and names its siblings', async () => {
    const before = await counts();
    const filing = filingSchema.parse((await file('group-as-its-own')).body);
    const after = await counts();
    expect([after['dossiers'], after['events'], after['records'], after['filings'], after['members']]).toEqual(
      [['dossiers', 3], ['events', 3], ['records', 3], ['filings', 1], ['members', 3]].map(([name, more]) => (before[String(name)] ?? 0) + Number(more)),
    );
    const pages = await Promise.all(filing.dossiers.map(async ({ self }) => dossierSchema.parse((await get(self, CLERK)).body)));
    for (const [index, page] of pages.entries()) {
      expect(page.filing).toEqual({ code: filing.code, self: filing.links.self, siblings: filing.dossiers.filter((_, other) => other !== index).map(({ code, self }) => ({ code, self })) });
      expect(page.personal?.applicant.name).toBe('Nguyễn Thị Minh');
      expect(gateway.started).toContain(page.id);
    }
    expect(pages.map(({ components }) => components.map(({ code }) => code))).toEqual([['000.00.00.G15-KQ004389'], ['H99-CA05-CT01'], ['H99-BH01-CHUNGSINH', 'H99-BH01-TK1']]);
    const payloads = await engine.database.read.rows<{ payload: { filing?: string } }>('SELECT payload FROM dossier_event WHERE dossier_id = ANY($1)', [pages.map(({ id }) => id)]);
    expect(payloads.map(({ payload }) => payload.filing)).toEqual([filing.code, filing.code, filing.code]);
  });

  test('has one receipt, with every code, term and appointment and each paper once, whichever dossier it is printed from', async () => {
    clock.set('2026-08-18T09:00:00+07:00');
    const filing = filingSchema.parse((await file('group-receipt')).body);
    const text = await textOf(filing.links.receipt);
    for (const { code, procedure } of filing.dossiers) {
      expect(text).toContain(code);
      expect(text).toContain(procedure.name.slice(0, 20));
    }
    expect(text).toContain(`Mã lần nộp: ${filing.code}`);
    expect(text.match(/Giấy chứng sinh/gu)).toHaveLength(1);
    expect(text).toContain('Lần nộp này gồm 03 hồ sơ');
    expect(text.match(/Vào Sổ theo dõi hồ sơ/gu)).toHaveLength(3);
    for (const { self } of filing.dossiers) {
      expect(await textOf(`${self}/receipt`)).toBe(text);
    }
    const letters = await engine.database.read.rows(`SELECT FROM letter l JOIN dossier d ON d.id = l.dossier_id WHERE d.code = ANY($1)`, [filing.dossiers.map(({ code }) => code)]);
    expect(letters).toHaveLength(0);
  });

  test('under the same key gives the same answer whatever has happened since, and 422 with another body', async () => {
    clock.set('2026-08-18T09:00:00+07:00');
    const first = await file('group-repeated');
    const [birth] = filingSchema.parse(first.body).dossiers;
    await post(`${String(birth?.self)}/commands`, { ...CLERK, key: 'group-repeated-forward', body: { type: 'Forward' } });
    const again = await file('group-repeated');
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(filingSchema.parse((await get(filingSchema.parse(first.body).links.self, CLERK)).body).dossiers[0]?.status).toBe('in-progress');
    const other = await file('group-repeated', { sets: 2 });
    expect([other.status, other.body['code']]).toEqual([422, 'idempotency-key-reused']);
    const intake = await post('/api/v1/dossiers', { ...CLERK, key: 'group-repeated', body: { procedureCode: '1.001193', agencyCode: 'H99.31', channel: 'counter', applicant: BIRTH.applicant } });
    expect([intake.status, intake.body['code']]).toEqual([422, 'idempotency-key-reused']);
  });

  test('sent several times at the same moment under one key is filed once', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => file('group-at-once')));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body['code'])).size).toBe(1);
  });
});

describe('a filing of a group that cannot be opened', () => {
  test.each([
    ['no group bears the code', { group: 'LT-0' }, 422, 'unknown-group', undefined],
    ['the group has no such case', { caseCode: 'LT-63-2024.09' }, 422, 'unknown-case', undefined],
    ['the group is not filed that way', { channel: 'post' }, 422, 'channel-not-offered', undefined],
    ['nobody named who decides a member', { agencyCodes: ['H99.31'] }, 422, 'member-agency-needed', '1.004222'],
    ['a body is named that decides none of them', { agencyCodes: ['H99.31', 'H99.81.31', 'H99.07'] }, 422, 'agency-not-competent', undefined],
    ['no member asks for a paper', { papers: [{ code: 'H99-NOBODY', copies: 1 }] }, 422, 'unknown-component', undefined],
  ])('%s is refused whole, and so again under its key', async (why, change, status, code, member) => {
    const before = await counts();
    const key = `group-refused-${why.replaceAll(' ', '-')}`;
    const answers = [await file(key, change), await file(key, change)];
    for (const answer of answers) {
      expect([answer.status, answer.body['code'], (answer.body['data'] as { readonly member?: string }).member]).toEqual([status, code, member]);
    }
    expect(await counts()).toEqual(before);
  });

  test('because a member has ended leaves nothing behind and names the member', async () => {
    const published = await engine.database.read.first<{ data: ProcedureVersion }>(`SELECT data FROM procedure_version WHERE code = '9.000003.H99'`);
    const ended = { ...published!.data, version: 2, effectiveFrom: '2027-01-01', endsOn: '2027-01-04' };
    await engine.database.transaction(async (tx) => {
      const agencies = new Set((await engine.rules.agencies(tx)).keys());
      expect((await publishProcedure(tx, ended, agencies, engine.sha256, clock.now())).kind).toMatch(/published|unchanged/u);
    });
    const before = await counts();
    clock.set('2027-01-05T09:00:00+07:00');
    const { status, body } = await post('/api/v1/group-filings', { ...CLERK, key: 'group-member-ended', body: KARAOKE });
    clock.set('2026-08-18T09:00:00+07:00');
    expect([status, body['code'], body['data']]).toMatchObject([422, 'procedure-ended', { member: '9.000003.H99' }]);
    expect(body['title']).toContain('9.000003.H99');
    expect(await counts()).toEqual(before);
  });

  test('because the portal’s code is taken leaves nothing behind', async () => {
    const portal = { submittedAt: '2026-08-18T08:00:00+07:00', completeAt: '2026-08-18T08:05:00+07:00', evidence: 'portal-1', portalCode: 'G22.99-260818-7002' };
    expect((await file('group-portal-first', { channel: 'online', portal })).status).toBe(201);
    const before = await counts();
    const { status, body } = await file('group-portal-taken', { channel: 'online', portal });
    expect([status, body['code']]).toEqual([409, 'code-taken']);
    expect(await counts()).toEqual(before);
  });

  test('because PostgreSQL fails at its last dossier leaves none of the others behind, and is filed when it is sent again', async () => {
    const before = await counts();
    await asOwner(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''broken''; END';
      CREATE TRIGGER fail BEFORE INSERT ON dossier FOR EACH ROW WHEN (NEW.procedure_code = '9.000001.H99') EXECUTE FUNCTION fail()`);
    const failed = await file('group-rolled-back');
    await asOwner('DROP TRIGGER fail ON dossier; DROP FUNCTION fail()');
    expect(failed.status).toBe(500);
    expect(await counts()).toEqual(before);
    const { status, body } = await file('group-rolled-back');
    expect([status, filingSchema.parse(body).dossiers.length]).toEqual([201, 3]);
  });

  test('by somebody of another desk is forbidden', async () => {
    expect((await file('group-foreign', { receivingAgencyCode: 'H99.31' }, { as: { role: 'clerk', agency: 'H99.33' } })).status).toBe(403);
    expect((await file('group-officer', {}, { as: { role: 'officer', agency: 'H99.31' } })).status).toBe(403);
  });
});

describe('the ledger', () => {
  const TAMPERED = [
    ['a group edited', `UPDATE procedure_group_version SET data = jsonb_set(data::jsonb, '{name}', '"x"')::json WHERE code = 'LT-63-2024'`, 'group-edited'],
    ['a dossier listed under no filing', 'DELETE FROM filing_dossier', 'filing'],
    ['a filing under another code', `UPDATE filing SET code = 'x' || code`, 'filing'],
  ] as const;

  test('of filings is whole', async () => {
    await file('group-verified');
    expect(await verifyLedger(engine)).toMatchObject({ ok: true });
  });

  test.each(TAMPERED)('tells of %s', async (_what, sql, kind) => {
    await file('group-tampered');
    await asOwner(sql, async (client) => {
      const tx = { rows: (text: string) => rowsOf(client, text), first: async (text: string) => (await rowsOf(client, text))[0] } as unknown as Parameters<typeof findFilingFault>[0];
      expect(await findFilingFault(tx, engine.sha256)).toMatchObject({ kind });
    });
  });
});

async function rowsOf(client: pg.Client, text: string): Promise<readonly object[]> {
  return (await client.query<object>(text)).rows;
}

/** The owner of the database alone can do so: then the ledger's check has to find what was changed. */
const TRIGGERS_OFF = ['procedure_group_version', 'filing', 'filing_dossier'].map((table) => `ALTER TABLE ${table} DISABLE TRIGGER USER`).join('; ');

/** Does something as the owner of the database; with a look it is taken back afterwards. */
async function asOwner(sql: string, look?: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    await client.query(look === undefined ? sql : `BEGIN; ${TRIGGERS_OFF}; ${sql}`);
    await look?.(client);
    await client.query(look === undefined ? 'SELECT' : 'ROLLBACK');
  } finally {
    await client.end();
  }
}
