import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { EnvironmentError, namesInstallation, readEnvironment, readMigrationDatabaseUrl } from './env.js';
import { DEVELOPMENT_GATEWAY_TOKEN } from './letter-ways.js';
import { DEVELOPMENT_PORTAL_TOKEN } from './portal-way.js';

const folder = mkdtempSync(join(tmpdir(), 'dunghan-env-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const key = Buffer.alloc(32, 7).toString('base64');
const complete = {
  DUNGHAN_ENV: 'production',
  DATABASE_URL: 'postgres://app@db/dunghan',
  MASTER_KEY: key,
  SEAL_SIGNING_KEY: key,
  OIDC_ISSUER: 'https://login.example.vn',
  OIDC_JWKS_URL: 'https://login.example.vn/jwks',
};

const storage = {
  FILES_S3_ENDPOINT: 'https://storage.example.vn',
  FILES_S3_BUCKET: 'scans',
  FILES_S3_REGION: 'vn-1',
  FILES_S3_ACCESS_KEY: 'reader',
  FILES_S3_SECRET_KEY: 'secret',
};

function problemsOf(variables: Record<string, string>): readonly string[] {
  try {
    readEnvironment(variables);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
  return [];
}

describe('the environment', () => {
  test('is production where nothing says otherwise', () => {
    const { DUNGHAN_ENV: _, ...silent } = complete;
    expect(readEnvironment(silent).mode).toBe('production');
  });

  test('is frozen', () => {
    expect(Object.isFrozen(readEnvironment(complete))).toBe(true);
  });

  test('outside development names every missing secret and address at once', () => {
    const problems = problemsOf({ DUNGHAN_ENV: 'production' }).join('\n');
    for (const name of ['DATABASE_URL', 'MASTER_KEY', 'SEAL_SIGNING_KEY', 'OIDC_ISSUER', 'OIDC_JWKS_URL']) {
      expect(problems).toContain(name);
    }
  });

  const developer = readEnvironment({ DUNGHAN_ENV: 'development' });
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  test.each([
    ['DATABASE_URL', developer.databaseUrl, 'value'],
    ['MASTER_KEY', base64(developer.masterKey), 'key'],
    ['SEAL_SIGNING_KEY', base64(developer.sealSigningKey), 'key'],
    ['OIDC_ISSUER', developer.oidcIssuer, 'value'],
    ['OIDC_JWKS_URL', developer.oidcJwksUrl, 'value'],
    ['MESSAGE_GATEWAY_TOKEN', DEVELOPMENT_GATEWAY_TOKEN, 'token'],
    ['PORTAL_TOKEN', DEVELOPMENT_PORTAL_TOKEN, 'token'],
  ])('outside development refuses what development takes for %s', (name, value, what) => {
    const ways = { MESSAGE_GATEWAY_URL: 'https://sms.example.vn', MESSAGE_GATEWAY_TOKEN: 'a token of sixteen', PORTAL_URL: 'https://portal.example.vn', PORTAL_TOKEN: 'a token of sixteen' };
    expect(problemsOf({ ...complete, ...ways })).toEqual([]);
    expect(problemsOf({ ...complete, ...ways, [name]: value })).toEqual([`${name}: the development ${what} is refused here`]);
    const { DUNGHAN_ENV: _, ...silent } = { ...complete, ...ways, [name]: value };
    expect(problemsOf(silent)).toHaveLength(1);
  });

  test.each(['MASTER_KEY', 'MASTER_KEY_OTHER', 'SEAL_SIGNING_KEY'])('outside development takes neither key of development for %s', (name) => {
    for (const known of [developer.masterKey, developer.sealSigningKey]) {
      expect(problemsOf({ ...complete, [name]: base64(known) })).toEqual([`${name}: the development key is refused here`]);
    }
  });

  test('takes a secret from the file its NAME_FILE points to, without the trailing line break', () => {
    const file = join(folder, 'database-url');
    writeFileSync(file, 'postgres://secret@db/dunghan\n');
    const { DATABASE_URL: _, ...others } = complete;
    expect(readEnvironment({ ...others, DATABASE_URL_FILE: file }).databaseUrl).toBe('postgres://secret@db/dunghan');
  });

  test('refuses a variable given both directly and as a file', () => {
    expect(problemsOf({ ...complete, MASTER_KEY_FILE: '/nowhere' })).toEqual([
      'MASTER_KEY and MASTER_KEY_FILE are both set: keep one of them',
    ]);
  });

  test.each([
    ['PORT', '65536'],
    ['INBOX_LIMIT', '0'],
    ['MASTER_KEY', 'c2hvcnQ='],
    ['TEMPORAL_ADDRESS', 'http://temporal'],
    ['LATENESS_SPREAD_MS', '-1'],
    ['DATABASE_URL', 'mysql://db'],
    ['LOG_LEVEL', 'loud'],
    ['DUNGHAN_ENV', 'staging'],
    ['FILES_S3_ENDPOINT', 'storage:9000'],
    ['PUBLIC_URL', 'motcua.example.vn'],
    ['TRUSTED_PROXIES', 'proxy'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
  ])('names %s when it holds %j', (name, value) => {
    expect(problemsOf({ ...complete, [name]: value }).join('\n')).toContain(`${name}: `);
  });

  test.each([
    ['PORT', 'abc', 'must be a whole number from 0 to 65535'],
    ['PORT', '3000.5', 'must be a whole number from 0 to 65535'],
    ['CLOCK_SKEW_MS', '-1', 'must be a whole number, 0 or more'],
  ])('says what %s may hold when it holds %j', (name, value, said) => {
    expect(problemsOf({ ...complete, [name]: value })).toEqual([`${name}: ${said}`]);
  });

  test.each([
    [{}, false],
    [{ DATABASE_URL: '' }, false],
    [{ DATABASE_URL: 'postgres://app@db/dunghan' }, true],
    [{ DATABASE_URL_FILE: '/run/secrets/database_url' }, true],
  ])('%j names an installation: %s', (variables, named) => {
    expect(namesInstallation(variables)).toBe(named);
  });

  test('trusts no proxy unless told which', () => {
    expect(readEnvironment(complete).trustedProxies).toEqual([]);
    expect(readEnvironment({ ...complete, TRUSTED_PROXIES: '10.0.0.0/8, ::1' }).trustedProxies).toEqual(['10.0.0.0/8', '::1']);
  });

  test('keeps files under the data folder unless told otherwise', () => {
    expect(readEnvironment({ ...complete, DATA_DIR: '/srv/data' }).filesDir).toBe('/srv/data/files');
    expect(readEnvironment({ ...complete, FILES_DIR: '/srv/scans' }).filesDir).toBe('/srv/scans');
  });

  test('keeps files in a storage when all five of its variables are set', () => {
    expect(readEnvironment(complete).filesStorage).toBeUndefined();
    expect(readEnvironment({ ...complete, ...storage }).filesStorage).toEqual({
      endpoint: 'https://storage.example.vn',
      bucket: 'scans',
      region: 'vn-1',
      accessKeyId: 'reader',
      secretAccessKey: 'secret',
    });
  });

  test('demands keys to sign letters with only where it demands signatures', () => {
    expect(readEnvironment(complete).letterSigningDir).toBeUndefined();
    expect(problemsOf({ ...complete, LETTER_SIGNING: 'demanded' })).toEqual(['LETTER_SIGNING_DIR: must be set where LETTER_SIGNING is demanded']);
    expect(readEnvironment({ ...complete, LETTER_SIGNING: 'demanded', LETTER_SIGNING_DIR: '/run/keys' })).toMatchObject({ letterSigning: 'demanded', letterSigningDir: '/run/keys' });
  });

  test('of a storage half told about lists what is missing', () => {
    const { FILES_S3_REGION: _, FILES_S3_SECRET_KEY: __, ...half } = storage;
    expect(problemsOf({ ...complete, ...half })).toEqual(['FILES_S3_REGION, FILES_S3_SECRET_KEY: must be set as well, or none of FILES_S3_*']);
  });

  test('migrations need nothing but the address of the owner role', () => {
    expect(readMigrationDatabaseUrl({ MIGRATION_DATABASE_URL: 'postgres://owner@db/dunghan' })).toBe('postgres://owner@db/dunghan');
    expect(() => readMigrationDatabaseUrl({})).toThrow('MIGRATION_DATABASE_URL: must be set');
  });
});

describe('the sign-in service of citizens', () => {
  const citizens = {
    CITIZEN_OIDC_ISSUER: 'https://citizens.example.vn',
    CITIZEN_OIDC_JWKS_URL: 'https://citizens.example.vn/jwks',
    CITIZEN_OIDC_AUDIENCE: 'look-up',
    CITIZEN_OIDC_CLIENT_ID: 'pages',
    CITIZEN_OIDC_IDENTITY_CLAIM: 'citizen_id',
  };

  test('is there when it is told whole, and none when nothing is told of it', () => {
    expect(readEnvironment({ ...complete, ...citizens }).citizenSignIn).toEqual({ issuer: 'https://citizens.example.vn', jwksUrl: 'https://citizens.example.vn/jwks', audience: 'look-up', clientId: 'pages', identityClaim: 'citizen_id' });
    expect(readEnvironment(complete).citizenSignIn).toBeUndefined();
  });

  test('is refused under the audience of the staff’s tokens, told or usual', () => {
    const problem = 'CITIZEN_OIDC_AUDIENCE: must be another than OIDC_AUDIENCE, or a token of one would pass for one of the other';
    expect(problemsOf({ ...complete, ...citizens, CITIZEN_OIDC_AUDIENCE: 'dung-han' })).toEqual([problem]);
    expect(problemsOf({ ...complete, ...citizens, OIDC_AUDIENCE: 'look-up' })).toEqual([problem]);
  });

  test.each(Object.keys(citizens))('is refused without %s', (name) => {
    expect(problemsOf({ ...complete, ...citizens, [name]: '' })).toEqual([`${name}: must be set as well, or none of CITIZEN_OIDC_*`]);
  });
});
