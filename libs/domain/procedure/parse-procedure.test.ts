import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ProcedureFormatError } from './json-shape.js';
import { parseAgencies } from './parse-agencies.js';
import { parseProcedure } from './parse-procedure.js';

type Tree = Record<string, unknown>;
const file = join(import.meta.dirname, '../../../data/catalogue/procedures/1.012786.json');
const lostCertificate = (): Tree => JSON.parse(readFileSync(file, 'utf8')) as Tree;

/** The file's tree with one place changed; a path names keys and positions. Without a value the place is removed. */
function changed(path: readonly (string | number)[], value?: unknown): Tree {
  const tree = lostCertificate();
  const last = path.at(-1);
  let at = tree as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) {
    at = at[step] as Record<string | number, unknown>;
  }
  if (last !== undefined && value === undefined) {
    Reflect.deleteProperty(at, last);
  } else if (last !== undefined) {
    at[last] = value;
  }
  return tree;
}

const WRONG: readonly (readonly [place: readonly (string | number)[], value: unknown, path: string, why: string])[] = [
  // place changed                                              value        path in the error                                  why
  [['code'], 5, 'code', 'a code is a text'],
  [['name'], '  ', 'name', 'a name is not blank'],
  [['version'], 1.5, 'version', 'versions are whole numbers'],
  [['supplement'], undefined, 'supplement', 'a key is missing'],
  [['suplement'], {}, 'suplement', 'an unknown key is a typing error, never ignored'],
  [['channels', 1], 'fax', 'channels[1]', 'channels are a closed set'],
  [['cases'], [], 'cases', 'there is at least one case'],
  [['cases', 0, 'parts', 0, 'term', 'limit', 'unit'], 'days', 'cases[0].parts[0].term.limit.unit', 'units are a closed set'],
  [['cases', 0, 'parts', 0, 'term', 'limit', 'amount'], '8', 'cases[0].parts[0].term.limit.amount', 'amounts are numbers'],
  [['cases', 0, 'parts', 0, 'term', 'start'], 'noon', 'cases[0].parts[0].term.start', 'start rules are a closed set'],
  [['cases', 0, 'parts', 1, 'groups', 0, 'stages'], {}, 'cases[0].parts[1].groups[0].stages', 'stages are a list'],
  [
    ['cases', 0, 'parts', 0, 'groups', 0, 'stages', 0, 'budget', 'unit'],
    'months',
    'cases[0].parts[0].groups[0].stages[0].budget.unit',
    'budgets have units of their own',
  ],
  [['cases', 1, 'components', 0, 'originals'], -1, 'cases[1].components[0].originals', 'papers are counted from nought'],
  [['cases', 1, 'components', 0, 'required'], 'yes', 'cases[1].components[0].required', 'required is true or false'],
  [
    ['cases', 0, 'parts', 0, 'groups', 0, 'stages', 0, 'sourceIncomplete'],
    false,
    'cases[0].parts[0].groups[0].stages[0].sourceIncomplete',
    'the mark stands or is absent',
  ],
  [['cases', 0, 'parts', 0, 'term', 'limit'], { unit: 'OTHER', text: 'Theo mô tả' }, 'cases[0].parts[0].term.limit.unit', 'a text is no term: the case says who sets its date'],
  [['cases', 0, 'dating'], { by: 'council' }, 'cases[0].dating.by', 'a person sets a date, or nobody does'],
  [['cases', 0, 'dating'], { by: 'nobody' }, 'cases[0].dating.law', 'the law that leaves it open is named'],
  [['extensions'], [{ code: 'longer', name: 'Longer', law: { document: '23/2015/NĐ-CP', article: '21' }, times: 2 }], 'extensions[0].times', 'an extension is given once'],
  [['remoteExtra'], null, 'remoteExtra', 'null is not absence'],
  [['pauseGrounds', 0], 'holiday', 'pauseGrounds[0]', 'pause grounds are a closed set'],
  [['pauseGrounds', 0], { ground: 'holiday' }, 'pauseGrounds[0].ground', 'also with a rule'],
  [['pauseGrounds', 0], { ground: 'public-posting', limit: { unit: 'weeks', amount: 2 } }, 'pauseGrounds[0].limit.unit', 'a legal end has a unit'],
  [['pauseGrounds', 0, 'party', 'budgets'], [], 'pauseGrounds[0].party.budgets', 'a body at work has at least one budget'],
  [['consultations'], [{ code: 'a', name: 'A', limit: { unit: 'working-days', amount: 2 }, silence: 'refusal', basis: { document: 'Law' } }], 'consultations[0].silence', 'silence is consent or lateness'],
];

describe('a procedure file', () => {
  test('is read whole: nothing is dropped, nothing added', () => {
    expect(parseProcedure(lostCertificate())).toEqual(lostCertificate());
  });

  test.each(WRONG)('changed at %o to %o is refused at %s: %s', (place, value, path) => {
    const read = (): unknown => parseProcedure(changed(place, value));
    expect(read).toThrow(ProcedureFormatError);
    expect(read).toThrow(expect.objectContaining({ path }) as Error);
  });

  test('that is not an object at all is refused with what was found', () => {
    expect(() => parseProcedure([])).toThrow('The file must be an object; found []. Correct the file and load it again.');
  });

  test('shows only the beginning of a long wrong value', () => {
    expect(() => parseProcedure('x'.repeat(500))).toThrow(/found "x{59}…\./);
  });
});

describe('an agencies file', () => {
  const agency = { code: 'H99', unitCode: '000.00.00.H99', name: 'Province', kind: 'province', superior: '', province: 'H99', desk: false };

  test('is a list of agencies, read whole', () => {
    expect(parseAgencies([agency, { ...agency, code: 'H99.31', parent: 'H99', remote: true, phone: '0258 000 111' }])).toHaveLength(2);
  });

  test('ends an agency on a day, which must be one', () => {
    expect(parseAgencies([{ ...agency, endsOn: '2026-07-01' }])).toEqual([{ ...agency, endsOn: '2026-07-01' }]);
    expect(() => parseAgencies([{ ...agency, endsOn: '01/07/2026' }])).toThrow('[0].endsOn must be a day as 2026-07-01; found "01/07/2026"');
  });

  test('with an unknown kind of agency is refused at its place', () => {
    expect(() => parseAgencies([agency, { ...agency, kind: 'district' }])).toThrow('[1].kind must be one of province, centre');
  });
});
