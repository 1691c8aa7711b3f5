import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Action, type Actor, type Concerned, isInReach, mayDo, reachOf, type Role, ROLES } from '#domain';
import { produceLetter } from '#service';
import { ROUTES } from '../../apps/api/openapi/routes.js';
import { ChangeHub } from '../../apps/api/live/change-hub.js';
import { commandRequestSchema } from '../../apps/api/schemas/command-request.js';
import { createTestDatabase } from '../support/database.js';
import { EVERY_COMMAND, type SaidCommand } from '../support/every-command.js';
import { readerOf } from '../support/live-reader.js';
import { publishOtherProvince } from '../support/other-province.js';
import { type Answer, startTestApi } from './api-harness.js';

/** Every run draws the same; fast-check prints it with whatever it finds. */
const SEED = 20_261_130;
const RUNS = 30;
const api = await startTestApi(await createTestDatabase());
const { engine, clock, gateway, get, post } = api;
const TOMORROW = Date.parse('2100-01-01T00:00:00Z');

const DESKS = [
  { procedureCode: '1.014464', agencyCode: 'H99.07', receivingAgencyCode: 'H99.02' },
  { procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: 'H99.31', receivingAgencyCode: 'H99.31' },
  { procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: 'H99.32', receivingAgencyCode: 'H99.32' },
] as const;
/** What becomes of a dossier before it is asked about: nothing, or the commands that bring it into another status. */
const LIVES = [
  [],
  [{ type: 'RequestSupplement', body: { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' }, text: { reason: 'Thiếu bản sao' } }],
  [{ type: 'Withdraw', body: { reasonCode: 'applicant-request' } }],
  [{ type: 'Forward' }],
] as const;
const AGENCIES = ['H99', 'H99.01', 'H99.02', 'H99.05', 'H99.07', 'H99.31', 'H99.32', 'H99.33', 'H98', 'H99.99'];
/** A file no dossier has. */
const UNKNOWN_FILE = '00000000-0000-4000-8000-000000000000';
const PERSONS = ROLES.filter((role) => role !== 'system');

/** A command of the whole list, or a file attached that is the dossier's own or nobody's. */
type SentCommand = SaidCommand | 'own file' | 'no file';
const elsewhere: Actor = { subject: 'officer@H99.33', role: 'officer', agency: 'H99.33' };
/** Asked in every run: a file says nothing of a dossier that is not one's own. */
const ATTACHED_ELSEWHERE = (['own file', 'no file'] as const).map((command): [{ actor: Actor; which: number; command: SentCommand }] => [{ actor: elsewhere, which: 0, command }]);

interface Opened {
  readonly id: string;
  readonly code: string;
  readonly applicant: string;
  readonly letter: string;
  readonly file: string;
}

const dossiers: Opened[] = [];
let sent = 0;

/** Routes that name the applicant, or what was said about people. */
const PERSONAL = ['/receipt', '/letters/{key}', '/letters/{key}/preview', '/letter-openings', '/control-slip', '/transfer-slip', '/result-handover', '/handovers', '/notes', '/proposals', '/urgings/{urging}/slip'];
const OF_DOSSIER = '/api/v1/dossiers/{code}';
/** Routes that tell something of one dossier, as the API describes itself, each with what it demands. */
const routes: readonly { readonly path: string; readonly action: Action }[] = ROUTES.filter(({ method, path }) => method === 'get' && path.startsWith(OF_DOSSIER)).map(({ path }) => ({
  path,
  action: PERSONAL.includes(path.replace(OF_DOSSIER, '')) ? 'ReadPersonalData' : 'ReadDossier',
}));
/** Who erases is told what was proposed for it without reading people: another right to the same address. */
const ALSO: Partial<Record<string, Action>> = { '/proposals': 'ErasePersonalData' };

beforeAll(async () => {
  await publishOtherProvince(engine);
  for (const desk of DESKS) for (const life of LIVES) dossiers.push(await open(desk, life));
}, 600_000);

async function open({ receivingAgencyCode, ...desk }: (typeof DESKS)[number], life: (typeof LIVES)[number]): Promise<Opened> {
  sent += 1;
  const applicant = `Trần Văn Thử ${[sent / 26, sent % 26].map((letter) => String.fromCharCode(65 + letter)).join('')}`;
  const clerk = { as: { role: 'clerk' as Role, agency: receivingAgencyCode } };
  const taken = await post('/api/v1/dossiers', { ...clerk, key: `scope-intake-${String(sent)}`, body: { ...desk, receivingAgencyCode, channel: 'counter', applicant: { name: applicant } } });
  expect(taken.status, taken.text).toBe(201);
  const code = String(taken.body['code']);
  const path = `/api/v1/dossiers/${code}`;
  const stored = await post(`${path}/files`, { ...clerk, raw: { type: 'application/pdf', content: Uint8Array.from(Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n', 'latin1')) } });
  for (const command of life) {
    // Whoever may give it does: the desk, or the agency that decides.
    const given = [await post(`${path}/commands`, { ...clerk, key: `scope-desk-${String(sent)}`, body: command }), await post(`${path}/commands`, { as: { role: 'head', agency: desk.agencyCode }, key: `scope-head-${String(sent)}`, body: command })];
    expect(given.map(({ status }) => status)).toContain(200);
  }
  const row = await engine.database.read.first<{ id: string; letter: string | null }>('SELECT d.id, (SELECT l.key FROM letter l WHERE l.dossier_id = d.id LIMIT 1) AS letter FROM dossier d WHERE d.code = $1', [code]);
  const letter = row?.letter ?? 'none';
  if (letter !== 'none') await produceLetter(engine, letter, clock.now());
  return { id: row?.id ?? '', code, applicant, letter, file: String(stored.body['fileId']) };
}

async function concernedBy(id: string): Promise<Concerned> {
  const row = await engine.database.read.first<{ province: string; agencies: readonly string[] }>('SELECT province, ARRAY[receiving_agency, competent_agency] || holders AS agencies FROM dossier WHERE id = $1', [id]);
  return row ?? { province: '', agencies: [] };
}

type Verdict = 'answered' | 'forbidden' | 'unknown';

/** What the table of rights says of somebody who asks for something of a dossier. */
async function verdict(actor: Actor, action: Action, id: string): Promise<Verdict> {
  const agencies = await engine.rules.agencies(engine.database.read);
  const concerned = await concernedBy(id);
  if (reachOf(actor.role, action) === 'none' && reachOf(actor.role, 'ReadDossier') === 'none') return 'forbidden';
  if (!isInReach(actor, concerned, agencies)) return 'unknown';
  return mayDo(actor, action, concerned, agencies) ? 'answered' : 'forbidden';
}

/** What an answer says; one of a dossier that is not told of is the answer to a code nobody has given, word for word. */
function verdictOf({ status, body }: Answer, code: string): Verdict | number {
  if (status >= 500) return status;
  if (status === 403) return 'forbidden';
  return status === 404 && body['detail'] === `No dossier bears the code ${code}` ? 'unknown' : 'answered';
}

const actors = fc.record({ role: fc.constantFrom(...PERSONS), agency: fc.constantFrom(...AGENCIES) }).map(({ role, agency }): Actor => ({ subject: `${role}@${agency}`, role, agency }));
const asked = fc.record({ actor: actors, which: fc.nat({ max: DESKS.length * LIVES.length - 1 }) });

test('there are routes to ask', () => {
  expect(routes.length).toBeGreaterThan(15);
  expect(routes.filter(({ action }) => action === 'ReadPersonalData').length).toBe(PERSONAL.length);
});

test('of any dossier anybody is told by every route what the table of rights says, and of one out of reach not that it exists', async () => {
  await fc.assert(
    fc.asyncProperty(asked, async ({ actor, which }) => {
      const { id, code, letter } = dossiers[which] ?? { id: '', code: '', letter: '' };
      for (const { path, action } of routes) {
        const address = path.replace('{code}', code).replace('{key}', letter).replace('{urging}', 'DD-H99-2026-999999').replace(/\{\w+\}/gu, '1');
        const answer = await get(address, { as: actor });
        const also = ALSO[path.replace(OF_DOSSIER, '')];
        const byRight = also !== undefined && reachOf(actor.role, action) === 'none' ? also : action;
        expect([address, verdictOf(answer, code)]).toEqual([address, await verdict(actor, byRight, id)]);
      }
    }),
    { seed: SEED, numRuns: RUNS },
  );
}, 600_000);

test('a command to any dossier is taken, refused as not one’s own, or answered as to a code nobody has given', async () => {
  await fc.assert(
    fc.asyncProperty(asked, async ({ actor, which }) => {
      sent += 1;
      const { id, code } = dossiers[which] ?? { id: '', code: '' };
      const expected = await verdict(actor, 'RecordContact', id);
      const answer = await post(`/api/v1/dossiers/${code}/commands`, { as: actor, key: `scope-contact-${String(sent)}`, body: { type: 'RecordContact', body: { party: 'applicant' } } });
      expect(verdictOf(answer, code)).toBe(expected);
    }),
    { seed: SEED, numRuns: RUNS },
  );
}, 600_000);

test('a file of any dossier is handed out exactly to whom the table of rights says', async () => {
  await fc.assert(
    fc.asyncProperty(asked, async ({ actor, which }) => {
      const { id, file } = dossiers[which] ?? { id: '', file: '' };
      const expected = await verdict(actor, 'ReadFile', id);
      const { status } = await get(`/api/v1/files/${file}`, { as: actor });
      expect(status).toBe({ answered: 200, forbidden: 403, unknown: 404 }[expected]);
    }),
    { seed: SEED, numRuns: RUNS },
  );
}, 600_000);

test('searches, lists and the event log hold a dossier exactly where the table of rights says', async () => {
  // Lists tell how soon is soon on the calendar of one's own agency, and the other province has none.
  const withCalendar = asked.filter(({ actor }) => actor.agency !== 'H98');
  await fc.assert(
    fc.asyncProperty(withCalendar, async ({ actor, which }) => {
      const { id, code, applicant } = dossiers[which] ?? { id: '', code: '', applicant: '' };
      const agencies = await engine.rules.agencies(engine.database.read);
      const concerned = await concernedBy(id);
      const may = (action: Action, of = concerned): boolean => mayDo(actor, action, of, agencies);
      const holds = async (call: Promise<Answer>): Promise<boolean> => (await call).text.includes(code);
      const competent = await engine.database.read.first<{ agency: string }>('SELECT competent_agency AS agency FROM dossier WHERE id = $1', [id]);
      expect({
        code: await holds(post('/api/v1/dossiers/search', { as: actor, body: { text: code } })),
        name: await holds(post('/api/v1/dossiers/search', { as: actor, body: { text: applicant } })),
        list: await holds(get('/api/v1/dossiers?queue=all&limit=200', { as: actor })),
        log: await holds(get('/api/v1/event-log?format=csv', { as: actor })),
      }).toEqual({
        code: may('SearchDossiers'),
        name: may('SearchDossiers') && may('ReadPersonalData'),
        list: may('SearchDossiers'),
        log: may('ExportEventLog', { province: concerned.province, agencies: [competent?.agency ?? ''] }),
      });
    }),
    { seed: SEED, numRuns: RUNS },
  );
}, 600_000);

test('open screens are told of a dossier exactly where its list would hold it', async () => {
  const agencies = await engine.rules.agencies(engine.database.read);
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(actors, { minLength: 3, maxLength: 6, selector: ({ subject }) => subject }), fc.nat({ max: DESKS.length - 1 }), async (people, which) => {
      const hub = new ChangeHub(engine, clock);
      const streams = await Promise.all(people.map(async (actor) => ({ actor, reader: readerOf(await hub.open({ actor, expiresAt: TOMORROW })) })));
      await hub.look();
      for (const { reader } of streams) reader.news();
      const { id, code } = await open(DESKS[which] ?? DESKS[0], LIVES[0]);
      await hub.look();
      const concerned = await concernedBy(id);
      expect(streams.map(({ actor, reader }) => [actor.subject, reader.news().includes(code)])).toEqual(people.map((actor) => [actor.subject, mayDo(actor, 'SearchDossiers', concerned, agencies)]));
    }),
    { seed: SEED, numRuns: 12 },
  );
}, 600_000);

describe('of every command', () => {
  /** Nobody decides: dossiers stay in the statuses they are in, and what was taken waits. */
  beforeAll(() => {
    gateway.down = true;
  });
  afterAll(() => {
    gateway.down = false;
  });

  test('one is well formed, so that its answer is about rights', () => {
    expect(EVERY_COMMAND.filter((command) => !commandRequestSchema.safeParse(command).success).map(({ type }) => type)).toEqual([]);
  });

  test('to a dossier in any status it is told what the table of rights says, and of one out of reach not that it exists', async () => {
    const named = fc.record({ actor: actors, which: fc.nat({ max: DESKS.length * LIVES.length - 1 }), command: fc.constantFrom<SentCommand>(...EVERY_COMMAND, 'own file', 'no file') });
    await fc.assert(
      fc.asyncProperty(named, async ({ actor, which, command }) => {
        sent += 1;
        const { id, code, file } = dossiers[which] ?? { id: '', code: '', file: '' };
        const body = typeof command === 'string' ? { type: 'AttachFile' as const, body: { fileId: command === 'own file' ? file : UNKNOWN_FILE, purpose: 'evidence' } } : command;
        const answer = await post(`/api/v1/dossiers/${code}/commands`, { as: actor, key: `scope-every-${String(sent)}`, body });
        expect(verdictOf(answer, code)).toBe(await verdict(actor, body.type, id));
      }),
      { seed: SEED, numRuns: EVERY_COMMAND.length * 10, examples: ATTACHED_ELSEWHERE },
    );
  }, 600_000);
});
