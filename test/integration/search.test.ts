import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseInstant } from '#domain';
import { type Database, openDatabase } from '#persistence';
import { type ApplicantRecord, erasePersonal, extendSearchScopes, indexApplicantAgain, type SearchPage, searchDossiers, SearchCursorError } from '../../libs/service/personal/index.js';
import { openVault } from '../../libs/service/vault/vault.js';
import { createTestDatabase } from '../support/database.js';
import { DESK, OFFICE, PROVINCE, type SeededDossier, seedDossier, seedRules } from './ledger-seed.js';

const { url } = await createTestDatabase();
const vault = openVault(randomBytes(32));
const people: Readonly<Record<string, ApplicantRecord>> = {
  anh: { applicant: { name: 'Nguyễn Thị Ánh', idNumber: '079 123 456 789', phone: '+84 912 345 678' } },
  an: { applicant: { name: 'Nguyễn Văn An', idNumber: '079111222333', phone: '0987654321' } },
  thiAn: { applicant: { name: 'Trần Thị An' } },
  duong: { applicant: { name: 'ĐẶNG Văn Đường' }, proxy: { name: 'Lê Quỳnh Hương', phone: '028.3822.1234' } },
  company: { applicant: { type: 'organisation', name: 'Công ty TNHH Đất-Đỏ', idNumber: '0312345678' } },
};
const dossiers = new Map<string, SeededDossier>();
let database: Database;

beforeAll(async () => {
  database = await openDatabase({ url });
  await database.transaction(seedRules);
  for (const [index, [name, record]] of Object.entries(people).entries()) {
    const received = `2026-08-${String(10 + index)}T09:00:00+07:00`;
    dossiers.set(name, await database.transaction((tx) => seedDossier({ vault }, tx, received, record)));
  }
});
afterAll(() => database.close());

function search(text: string, more: { readonly scopes?: readonly string[]; readonly limit?: number; readonly after?: string } = {}): Promise<SearchPage> {
  return searchDossiers({ database, vault }, { text, scopes: [PROVINCE], limit: 20, ...more });
}

function namesIn(page: SearchPage): readonly string[] {
  return page.hits.map(({ dossierId }) => [...dossiers].find(([, { id }]) => id === dossierId)?.[0] ?? dossierId);
}

describe('a search', () => {
  test.each([
    ['nguyễn thị ánh', 'name', ['anh']],
    ['NGUYEN THI ANH', 'name', ['anh']],
    ['Ngu\u0079\u0065\u0302\u0303n Thị Ánh', 'name', ['anh']],
    ['dang van duong', 'name', ['duong']],
    ['thi anh', 'phrase', ['anh']],
    ['nguyen', 'phrase', ['an', 'anh']],
    ['An', 'phrase', ['thiAn', 'an']],
    ['an nguyen', 'words', ['an']],
    ['huong quynh', 'words', ['duong']],
    ['le quynh huong', 'name', ['duong']],
    ['quỳ hươ', 'beginnings', ['duong']],
    ['nguye an', 'beginnings', ['an']],
    ['dat do', 'phrase', ['company']],
    ['0912345678', 'phone', ['anh']],
    ['84 912 345 678', 'phone', ['anh']],
    ['+84 (28) 3822 1234', 'phone', ['duong']],
    ['079123456789', 'id', ['anh']],
    ['079 111 222 333', 'id', ['an']],
    ['0312345678', 'id', ['company']],
  ] as const)('for "%s" is read as %s and finds %j', async (text, reading, found) => {
    const page = await search(text);
    expect({ reading: page.reading, found: namesIn(page) }).toEqual({ reading, found });
  });

  test.each(['', '   ', '-', 'nguyen thi ha', 'xyz', '0912345679', '%', '\u0000', 'ng', "' OR 1=1 --"])('for "%s" finds nobody', async (text) => {
    expect(await search(text)).toEqual({ hits: [], reading: undefined });
  });

  test('for a code finds the dossier, and for its beginning all that share it in order', async () => {
    const [an, anh] = [dossiers.get('an'), dossiers.get('anh')];
    expect(namesIn(await search(an?.code ?? ''))).toEqual(['an']);
    expect(namesIn(await search((anh?.code ?? '').slice(0, -5).toLowerCase()))).toEqual(['anh']);
    const all = await search('000.11.99.h99-2608', { limit: 3 });
    expect({ reading: all.reading, found: namesIn(all) }).toEqual({ reading: 'code', found: ['anh', 'an', 'thiAn'] });
    const rest = await search('000.11.99.h99-2608', { limit: 3, after: all.next ?? '' });
    expect({ found: namesIn(rest), next: rest.next }).toEqual({ found: ['duong', 'company'], next: undefined });
  });

  test('shows the record of what it found', async () => {
    expect((await search('0987654321')).hits[0]?.record).toEqual(people['an']);
  });

  test('sees the desk, the competent agency and the province of a dossier and nobody else', async () => {
    for (const scopes of [[DESK], [OFFICE], [PROVINCE], [DESK, OFFICE, PROVINCE]]) {
      expect(namesIn(await search('Trần Thị An', { scopes })), String(scopes)).toEqual(['thiAn']);
    }
    expect(namesIn(await search('Trần Thị An', { scopes: ['H99.77'] }))).toEqual([]);
    expect(namesIn(await search(dossiers.get('thiAn')?.code ?? '', { scopes: ['H99.77'] }))).toEqual([]);
  });

  test('is decided by the row: a token in a scope that has nothing to do with the dossier any more shows nothing', async () => {
    const an = dossiers.get('an');
    await database.transaction((tx) => extendSearchScopes(tx, [{ dossierId: an?.id ?? '', agency: 'H99.44' }]));
    expect(namesIn(await search('Nguyễn Văn An', { scopes: ['H99.44'] }))).toEqual([]);
  });
});

describe('the index', () => {
  const received = '2026-09-01T09:00:00+07:00';

  test('forgets a corrected name and finds the right one', async () => {
    const dossier = await database.transaction((tx) => seedDossier({ vault }, tx, received, { applicant: { name: 'Phạm Sai Tên' } }));
    const record = { applicant: { name: 'Phạm Đúng Tên' } };
    const input = { dossierId: dossier.id, receivedAt: parseInstant(received), scopes: [PROVINCE, DESK, OFFICE], record };
    await database.transaction((tx) => indexApplicantAgain(tx, vault, input));
    const before = await tokenCount(dossier.id);
    await database.transaction((tx) => indexApplicantAgain(tx, vault, input));
    expect(await tokenCount(dossier.id)).toBe(before);
    expect((await search('sai')).hits).toEqual([]);
    expect(before).toBe(3 * (1 + 3 + 2 + 3));
  });

  test('is empty for a dossier whose personal data was erased', async () => {
    const dossier = await database.transaction((tx) => seedDossier({ vault }, tx, received, { applicant: { name: 'Vũ Bị Xoá' } }));
    expect(namesIn(await search('Vũ Bị Xoá'))).toEqual([dossier.id]);
    await database.transaction((tx) => erasePersonal(tx, dossier.id, parseInstant(received)));
    expect((await search('Vũ Bị Xoá')).hits).toEqual([]);
    expect((await search(dossier.code)).hits).toEqual([{ dossierId: dossier.id, code: dossier.code }]);
  });

  test('holds nothing that shows a name, a number or a phone', async () => {
    const columns = await database.read.rows<{ column_name: string }>(`SELECT column_name FROM information_schema.columns WHERE table_name = 'search_token' ORDER BY 1`);
    expect(columns.map((column) => column.column_name)).toEqual(['dossier_id', 'received_on', 'scope_id', 'token']);
  });

  function tokenCount(id: string): Promise<number> {
    return database.read.rows('SELECT 1 FROM search_token WHERE dossier_id = $1', [id]).then((rows) => rows.length);
  }
});

describe('paging', () => {
  test('visits every match once, the most recent day first, whatever the page size', async () => {
    for (let index = 0; index < 23; index += 1) {
      const received = `2026-10-${String(1 + Math.floor(index / 4)).padStart(2, '0')}T09:00:00+07:00`;
      await database.transaction((tx) => seedDossier({ vault }, tx, received, { applicant: { name: `Hồ Trang Số${String(index)}` } }));
    }
    const whole = (await search('ho trang', { limit: 50 })).hits.map(({ dossierId }) => dossierId);
    expect(new Set(whole).size).toBe(23);
    for (const limit of [1, 7, 23]) {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await search('ho trang', { limit, ...(after === undefined ? {} : { after }) });
        seen.push(...page.hits.map(({ dossierId }) => dossierId));
        after = page.next;
      } while (after !== undefined);
      expect(seen, `pages of ${String(limit)}`).toEqual(whole);
    }
  });

  test.each(['x', '', Buffer.from('[]').toString('base64url'), Buffer.from('["name","1",2]').toString('base64url'), Buffer.from('["name","00000000-0000-0000-0000-000000000000",1e300]').toString('base64url')])(
    'refuses "%s" as a place to go on from',
    async (after) => {
      await expect(search('an', { after })).rejects.toThrow(SearchCursorError);
    },
  );
});
