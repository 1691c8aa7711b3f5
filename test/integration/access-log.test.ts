import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { instant } from '#domain';
import { forgetAccesses, noteAccess, publishChosenSettings } from '#service';
import { asOwner, createTestDatabase } from '../support/database.js';
import { apiDesk, ERASURE } from './api-desk.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);

const COMMUNE = 'H99.31';
const CLERK: Call = { as: { role: 'clerk', agency: COMMUNE, subject: 'clerk-31' } };
const OFFICER: Call = { as: { role: 'officer', agency: COMMUNE, subject: 'officer-31' } };
const HEAD: Call = { as: { role: 'head', agency: COMMUNE, subject: 'head-31' } };
const OTHER_HEAD: Call = { as: { role: 'head', agency: 'H99.32', subject: 'head-32' } };
const NAME = 'Đoàn Thị Nhật Ký';
const PHONE = '0987111222';
const PDF = new Uint8Array(Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Title (${NAME}) >>\nendobj\ntrailer\n<<>>\n%%EOF\n`));

interface Row {
  readonly view: string;
  readonly subject: string;
  readonly role: string;
  readonly agency: string;
  readonly at: number;
  readonly fields: readonly string[];
  readonly code: string | null;
  readonly object: string | null;
}

/** The rows an answer wrote, by the id it bears. */
async function rowsOf({ headers }: Answer): Promise<readonly Row[]> {
  return engine.database.read.rows<Row>(
    'SELECT a.view, a.subject, a.role, a.agency, a.at, a.fields, d.code, a.object FROM access_log a LEFT JOIN dossier d ON d.id = a.dossier_id WHERE a.request_id = $1 ORDER BY a.id',
    [headers.get('x-request-id') ?? randomUUID()],
  );
}

const desk = apiDesk({ get, post }, CLERK, {
  procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: COMMUNE, channel: 'counter',
  applicant: { name: NAME, idNumber: '079000111222', phone: PHONE, address: 'Tổ 9' }, requestContent: 'Xin cấp phép',
});
let dossier: Awaited<ReturnType<typeof desk.take>>;
let self = '';

beforeAll(async () => {
  dossier = await desk.take();
  self = dossier.links.self;
});

describe('an answer that shows personal data', () => {
  test('writes down who saw which fields of which dossier, when and by which request', async () => {
    const answer = await get(self, OFFICER);
    expect(answer.text).toContain(NAME);
    expect(await rowsOf(answer)).toEqual([
      {
        view: 'dossier', subject: 'officer-31', role: 'officer', agency: COMMUNE, at: clock.now(), code: dossier.code, object: null,
        fields: ['applicant.name', 'applicant.idNumber', 'applicant.phone', 'applicant.address', 'requestContent'],
      },
    ]);
  });

  test('holds no name, number or address of anybody in its row', async () => {
    await get(self, OFFICER);
    const rows = await engine.database.read.rows<{ text: string }>('SELECT a::text AS text FROM access_log a');
    expect(rows.filter(({ text }) => [NAME, PHONE, '127.0.0.1', 'Tổ 9'].some((mark) => text.includes(mark)))).toEqual([]);
  });

  test('of a list writes one row for each dossier whose name it shows', async () => {
    const second = await desk.take();
    const found = await post('/api/v1/dossiers/search', { ...OFFICER, body: { text: NAME } });
    const rows = await rowsOf(found);
    expect(rows.map(({ view, fields }) => [view, fields])).toEqual(rows.map(() => ['search', ['applicant.name']]));
    expect(rows.map(({ code }) => code)).toEqual((found.body['items'] as readonly { readonly code: string }[]).map(({ code }) => code));
    expect(rows.map(({ code }) => code)).toContain(second.code);
  });

  test('does not leave when its row cannot be written', async () => {
    const access = { actor: { subject: 'officer-31', role: 'officer', agency: COMMUNE }, view: 'dossier', requestId: randomUUID(), addressHmac: '', at: clock.now() } as const;
    await expect(noteAccess(engine.database.read, { ...access, shown: [{ kind: 'dossier', key: 'no-such-code', fields: ['applicant.name'] }] })).rejects.toThrow('1 of 1 things shown as "dossier" are not known');
  });
});

describe('no answer names a person without a row', () => {
  test('whatever page of the life of a dossier is opened', async () => {
    const upload = await post(dossier.links.files, { ...CLERK, key: randomUUID(), raw: { type: 'application/pdf', content: PDF } });
    await post(`${self}/notes`, { ...HEAD, key: randomUUID(), body: { text: `${NAME} hẹn gọi lại` } });
    const proposal = await post(`${self}/proposals`, { ...OFFICER, key: randomUUID(), body: { type: 'RefuseAfterAppraisal', body: { reasonCode: 'not-eligible', documentNumber: '1/TB' }, text: { reason: NAME } } });
    await desk.send(self, { type: 'CorrectComponents', body: { components: [] }, text: { reason: NAME } });
    const feedback = await post('/api/v1/feedback', { ...CLERK, key: randomUUID(), body: { agencyCode: COMMUNE, channel: 'hotline', subject: 'conduct', dossierCode: dossier.code, sender: { name: NAME, phone: PHONE }, content: NAME } });
    await get(dossier.links.receipt, HEAD);
    const registers = (await get('/api/v1/registers', HEAD)).body['items'] as readonly { readonly id: string }[];
    const register = `/api/v1/registers/${registers[0]?.id ?? ''}`;
    const letters = (await get(dossier.links.letters, HEAD)).body['items'] as readonly { readonly key: string }[];
    const pages = [
      self, `${self}/timeline`, `${self}/notes`, `${self}/proposals`, `${self}/urgings`, `${self}/sync`, `${self}/explanation`, dossier.links.receipt, dossier.links.controlSlip, dossier.links.letters, dossier.links.files,
      ...letters.flatMap(({ key }) => [`${self}/letters/${encodeURIComponent(key)}/deliveries`]),
      `/api/v1/files/${String(upload.body['fileId'])}`, `/api/v1/proposals/${String(proposal.body['id'])}`, `/api/v1/feedback/${String(feedback.body['code'])}`, `/api/v1/cases/${String(feedback.body['code'])}`,
      `/api/v1/feedback/${String(feedback.body['code'])}/publication-check`, `/api/v1/dossiers?search=${encodeURIComponent(dossier.code)}`, '/api/v1/dossiers?limit=200', '/api/v1/sign-list', '/api/v1/print-queue', '/api/v1/feedback', '/api/v1/tasks', '/api/v1/notices',
      '/api/v1/event-log', '/api/v1/follows', '/api/v1/watch-list', `${register}/lines`, `${register}/csv`, `${register}/pdf`, `${register}/xlsx`, '/api/v1/access-log',
    ];
    const naming: string[] = [];
    for (const page of pages) {
      const answer = await get(page, HEAD);
      const shows = answer.text.includes(NAME) || answer.text.includes(PHONE) || (answer.status === 200 && /pdf|sheet/.test(answer.type));
      const rows = await rowsOf(answer);
      if (shows) naming.push(page);
      expect([page, shows && rows.length === 0]).toEqual([page, false]);
    }
    for (const page of [self, `${self}/timeline`, `${self}/notes`, `/api/v1/files/${String(upload.body['fileId'])}`, `${register}/lines`, `${register}/csv`]) expect(naming).toContain(page);
  });

  test('and one whose row cannot be written names no number', async () => {
    await asOwner(database, 'ALTER TABLE access_log ADD CONSTRAINT written CHECK (false) NOT VALID');
    const answer = await get(self, HEAD);
    await asOwner(database, 'ALTER TABLE access_log DROP CONSTRAINT written');
    expect([answer.status, answer.headers.get('x-request-id'), answer.text.includes(NAME)]).toEqual([500, null, false]);
  });

  test('and one that names nobody writes none', async () => {
    const answer = await get(self, { as: 'manager' });
    expect(answer.text).not.toContain(NAME);
    expect(answer.headers.get('x-request-id')).toBeNull();
  });
});

describe('the access log', () => {
  test('is told of a dossier to the head of its agency, to inspectors and administrators, and to nobody else', async () => {
    const seen = await get(self, OFFICER);
    const path = `/api/v1/access-log?dossier=${encodeURIComponent(dossier.code)}`;
    const told = await get(path, HEAD);
    expect((told.body['items'] as readonly { readonly requestId: string }[]).map(({ requestId }) => requestId)).toContain(seen.headers.get('x-request-id'));
    const statuses = await Promise.all([OTHER_HEAD, OFFICER, CLERK, { as: 'admin' }, { as: 'auditor' }, { as: 'manager' }].map(async (call) => (await get(path, call)).status));
    expect(statuses).toEqual([404, 403, 403, 200, 200, 403]);
  });

  test('tells of one person only what was shown within reach', async () => {
    await get(self, { as: { role: 'officer', agency: COMMUNE, subject: 'curious' } });
    expect((await get('/api/v1/access-log?subject=curious', HEAD)).body['items']).toMatchObject([{ subject: 'curious', view: 'dossier', dossierCode: dossier.code }]);
    expect((await get('/api/v1/access-log?subject=curious', OTHER_HEAD)).body['items']).toEqual([]);
  });

  test('tells of a dossier that the register it stands in was printed', async () => {
    const mine = await desk.take();
    await get(mine.links.receipt, HEAD);
    const registers = (await get('/api/v1/registers', HEAD)).body['items'] as readonly { readonly id: string }[];
    const prints = await Promise.all(registers.map(({ id }) => get(`/api/v1/registers/${id}/csv`, HEAD)));
    const told = (await get(`/api/v1/access-log?dossier=${encodeURIComponent(mine.code)}`, HEAD)).body['items'] as readonly { readonly requestId: string; readonly view: string }[];
    expect(told.filter(({ view }) => view === 'register').map(({ requestId }) => requestId)).toEqual(expect.arrayContaining(prints.flatMap(({ text, headers }) => (text.includes(mine.code) ? [headers.get('x-request-id')] : []))));
    expect(prints.some(({ text }) => text.includes(mine.code))).toBe(true);
  });

  test('pages from the latest on without leaving one out', async () => {
    for (let index = 0; index < 3; index += 1) await get(self, { as: { role: 'officer', agency: COMMUNE, subject: 'pager' } });
    const first = await get('/api/v1/access-log?subject=pager&limit=2', HEAD);
    const rest = await get(`/api/v1/access-log?subject=pager&limit=2&after=${String(first.body['next'])}`, HEAD);
    const ids = [...(first.body['items'] as readonly { readonly id: number }[]), ...(rest.body['items'] as readonly { readonly id: number }[])].map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
    expect([ids.length, rest.body['next']]).toEqual([3, null]);
  });

  test('keeps the rows of a dossier whose personal data was erased', async () => {
    const gone = await desk.take();
    await get(gone.links.self, OFFICER);
    await desk.send(gone.links.self, { type: 'Withdraw', body: { reasonCode: 'applicant-request' }, text: { reason: 'x' } });
    await desk.byTwo(gone.links.self, ERASURE);
    const after = await get(gone.links.self, OFFICER);
    expect(await rowsOf(after)).toEqual([]);
    expect((await get(`/api/v1/access-log?dossier=${encodeURIComponent(gone.code)}`, HEAD)).body['items']).toMatchObject(expect.arrayContaining([expect.objectContaining({ subject: 'officer-31', view: 'dossier' })]));
  });

  test('forgets what is older than the settings keep it, and nothing while they say nothing', async () => {
    const later = instant(clock.now() + 800 * 86_400_000);
    const shown = [{ kind: 'register', key: 'old', fields: ['pdf'] }] as const;
    const note = (at: typeof later): Promise<void> => noteAccess(engine.database.read, { actor: { subject: 'forgotten', role: 'officer', agency: COMMUNE }, view: 'register', shown, requestId: randomUUID(), addressHmac: '', at });
    await note(instant(clock.now() - 86_400_000));
    await note(later);
    expect(await forgetAccesses(engine, later, 1_000)).toBe(0);
    await publishChosenSettings(engine, { retention: { accessLogDays: 800 } }, 0, { at: clock.now(), by: 'admin', request: { key: 'forgetting', hash: 'x' } });
    expect(await forgetAccesses(engine, later, 1_000)).toBe(1);
    expect(await engine.database.read.rows(`SELECT at FROM access_log WHERE subject = 'forgotten'`)).toEqual([{ at: later }]);
  });
});
