import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, parseSettings } from '#domain';
import admin from '../../../texts/vi/admin.json' with { type: 'json' };
import { SETTING_GROUPS, type SettingField } from './setting-fields.js';

/** Words by the names of what they stand for. */
type Texts = Readonly<Record<string, string>>;

const texts: Readonly<Record<'keys' | 'words' | 'choices' | 'groups', Texts>> = admin.settings;
const FIELDS = Object.values(SETTING_GROUPS).flatMap((fields) => Object.entries(fields));
/** What holds only where somebody chooses it. */
const UNSET = ['resultHandoverLead', 'reportCutOffDay'];
const SHAPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  limit: (value) => typeof value === 'object' && value !== null && 'unit' in value,
  count: Number.isSafeInteger,
  percent: Number.isSafeInteger,
  hour: Number.isSafeInteger,
  flag: (value) => typeof value === 'boolean',
  text: (value) => typeof value === 'string',
  agency: (value) => typeof value === 'string',
  day: (value) => typeof value === 'string',
  texts: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
  agencies: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
  numbers: (value) => Array.isArray(value) && value.every(Number.isSafeInteger),
  'cut-off': (value) => value === 'month-end' || Number.isSafeInteger(value),
  basis: (value) => typeof value === 'object' && value !== null && 'document' in value,
};

/** Where a value is of another kind than its field shows, or has a part no field shows; the places, none where all is well. */
function misfits(field: SettingField, value: unknown, place: string): readonly string[] {
  if (value === undefined) return field.optional === true ? [] : [place];
  switch (field.is) {
    case 'part': {
      const parts = value as Readonly<Record<string, unknown>>;
      return [...Object.entries(field.fields).flatMap(([name, inner]) => misfits(inner, parts[name], `${place}.${name}`)), ...Object.keys(parts).filter((name) => !(name in field.fields)).map((name) => `${place}.${name}`)];
    }
    case 'list':
      return (value as readonly unknown[]).flatMap((item, index) => misfits(field.of, item, `${place}[${String(index)}]`));
    case 'choice':
      return typeof value === 'string' && field.of.includes(value) ? [] : [place];
    case 'many':
      return (value as readonly string[]).every((each) => field.of.includes(each)) ? [] : [place];
    default:
      return SHAPES[field.is]?.(value) === true ? [] : [place];
  }
}

/** The words a field is shown with. */
function wordsOf(field: SettingField): readonly (string | undefined)[] {
  switch (field.is) {
    case 'part':
      return Object.entries(field.fields).flatMap(([name, inner]) => [texts.words[inner.label ?? name], ...wordsOf(inner)]);
    case 'list':
      return [texts.words[field.of.label ?? ''], ...wordsOf(field.of)];
    case 'choice':
    case 'many':
      return field.of.map((value) => texts.choices[value]);
    default:
      return [];
  }
}

describe('the form of the settings', () => {
  test('has every setting once, and none the program does not know', () => {
    const names = FIELDS.map(([name]) => name);
    expect(names.toSorted()).toEqual([...Object.keys(DEFAULT_SETTINGS), ...UNSET].toSorted());
  });

  test.each(FIELDS.filter(([name]) => !UNSET.includes(name)))('shows all of %s in fields of its kind', (name, field) => {
    expect(misfits(field, DEFAULT_SETTINGS[name as keyof typeof DEFAULT_SETTINGS], name)).toEqual([]);
  });

  test.each(FIELDS)('has a word for every field of %s', (name, field) => {
    expect([texts.keys[name], ...wordsOf(field)]).not.toContain(undefined);
  });

  test('has a heading for every group', () => {
    expect(Object.keys(texts.groups)).toEqual(Object.keys(SETTING_GROUPS));
  });

  test.each(FIELDS.flatMap(([name, field]) => (field.is === 'list' ? [[name, field.blank] as const] : [])))('adds to %s what only wants its words', (name, blank) => {
    // What is blank in it is what the administrator types.
    const filled = JSON.parse(JSON.stringify(blank).replaceAll('""', '"H99"')) as unknown;
    expect(parseSettings({ [name]: [filled] })).toEqual({ [name]: [filled] });
  });
});
