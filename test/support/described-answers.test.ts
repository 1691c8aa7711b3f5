import { describe, expect, test } from 'vitest';
import { differenceOf } from './described-answers.js';

const JSON_TYPE = 'application/json; charset=utf-8';
const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';
const AGENCY = { code: 'H99', unitCode: '000.00.00.H99', name: 'Ủy ban nhân dân tỉnh', kind: 'province', superior: '', province: 'H99', desk: false };

function agencies(item: object): string {
  return JSON.stringify({ items: [item], next: null });
}

describe('an answer', () => {
  test.each([
    ['as it is described', '/api/v1/agencies?limit=1', 200, JSON_TYPE, agencies(AGENCY), undefined],
    ['of a status nobody described', '/api/v1/agencies', 201, JSON_TYPE, agencies(AGENCY), /listAgencies answered 201/],
    ['without a field it must have', '/api/v1/agencies', 200, JSON_TYPE, agencies({ ...AGENCY, name: undefined }), /required property 'name'/],
    ['with a field more', '/api/v1/agencies', 200, JSON_TYPE, agencies({ ...AGENCY, colour: '1' }), /additional properties/],
    ['with a value of another kind', '/api/v1/agencies', 200, JSON_TYPE, agencies({ ...AGENCY, kind: 'ward' }), /allowed values/],
    ['under another media type', '/api/v1/agencies', 200, 'text/html', agencies(AGENCY), /as text\/html/],
    ['that is a problem without a code', '/api/v1/agencies', 401, PROBLEM_TYPE, JSON.stringify({ type: 'about:blank', title: 'x', status: 401 }), /required property 'code'/],
    ['of a list where one item was meant', '/api/v1/dossiers/queues', 200, JSON_TYPE, agencies(AGENCY), /readDossier 200/],
    ['where nothing is', '/api/v1/nothing', 404, PROBLEM_TYPE, '{}', undefined],
    ['where nothing should be', '/api/v1/nothing', 200, JSON_TYPE, '{}', /is not described/],
  ])('%s is told apart', (_what, path, status, type, text, difference) => {
    const found = differenceOf('GET', path, { status, type, text });
    expect(found ?? '').toMatch(difference ?? /^$/);
  });
});
