import { PERSONAL_FIELDS, type PersonalField } from '#domain';
import { stableText } from '../stable-text.js';
import type { PersonalData } from './personal-record.js';

/** A corrected record and the fields by which it differs from the one before. */
export interface Correction {
  readonly data: PersonalData;
  readonly fields: readonly PersonalField[];
}

/**
 * The present record with the named fields, and no others, as `text` gives them; `null` in the text blanks a field. Fields
 * given as they were already, and what is said of a proxy where there is none, change nothing and are not listed; with the
 * proxy goes that letters are addressed to them.
 */
export function correctRecord(before: PersonalData, named: readonly PersonalField[], text: PersonalData): Correction {
  return PERSONAL_FIELDS.filter((field) => named.includes(field)).reduce<Correction>(
    ({ data, fields }, field) => {
      const next = withField(data, field, text);
      return stableText(next) === stableText(data) ? { data, fields } : { data: next, fields: [...fields, field] };
    },
    { data: before, fields: [] },
  );
}

function withField(data: PersonalData, field: PersonalField, text: PersonalData): PersonalData {
  const [part, key] = placeOf(field);
  if (field === 'lettersTo') {
    return withAddressee(data, text);
  }
  if (key === undefined) {
    const next = put(data, part, text[part]);
    return field === 'proxy' && text['proxy'] === null ? put(next, 'lettersTo', null) : next;
  }
  const held = data[part] as PersonalData | undefined;
  const given = text[part] as PersonalData | null | undefined;
  return held === undefined ? data : { ...data, [part]: put(held, key, given?.[key]) };
}

/** The applicant is who letters go to when nothing is said; nobody can be addressed who is not there. */
function withAddressee(data: PersonalData, { lettersTo }: PersonalData): PersonalData {
  return lettersTo === 'proxy' && data['proxy'] === undefined ? data : put(data, 'lettersTo', lettersTo === 'proxy' ? 'proxy' : null);
}

function placeOf(field: PersonalField): readonly [part: string, key?: string] {
  switch (field) {
    case 'proxy':
    case 'lettersTo':
    case 'requestContent':
    case 'note':
    case 'notifyBy':
      return [field];
    case 'proxy.name':
    case 'proxy.idNumber':
    case 'proxy.phone':
    case 'proxy.email':
    case 'proxy.address':
    case 'proxy.authorisation':
      return ['proxy', field.slice('proxy.'.length)];
    case 'type':
    case 'name':
    case 'idNumber':
    case 'phone':
    case 'email':
    case 'address':
      return ['applicant', field];
  }
}

function put(record: PersonalData, key: string, value: unknown): PersonalData {
  if (value === undefined) {
    return record;
  }
  const { [key]: before, ...rest } = record;
  return value === null ? (before === undefined ? record : rest) : { ...record, [key]: value };
}
