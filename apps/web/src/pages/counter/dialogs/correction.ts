import type { CommandRequest } from '../../../api/commands.js';
import type { Dossier } from '../dossier-types.js';
import { type IntakeDraft, type PersonFields, personOf } from '../intake/intake-draft.js';
import { isWrongly } from '../intake/person-format.js';

/** What can be corrected of a dossier's people, as it stands in the form. */
export type TypedPeople = Pick<IntakeDraft, 'isOrganisation' | 'applicant' | 'hasProxy' | 'proxy' | 'authorisation' | 'lettersToProxy' | 'requestContent' | 'note' | 'notifyBy'>;

type Correction = Extract<CommandRequest, { readonly type: 'CorrectPersonalData' }>;
type Field = Correction['body']['fields'][number];
type Text = NonNullable<Correction['text']>;
type Personal = NonNullable<Dossier['personal']>;

const FORMATTED = ['idNumber', 'phone', 'email'] as const;

/** What is known of the people, as the form begins with it. */
export function typedPeople({ applicant, proxy, lettersTo, requestContent, note, notifyBy }: Personal): TypedPeople {
  return {
    isOrganisation: applicant.type === 'organisation',
    applicant: typedPerson(applicant),
    hasProxy: proxy !== null,
    proxy: typedPerson(proxy ?? { name: '' }),
    authorisation: proxy?.authorisation ?? '',
    lettersToProxy: lettersTo === 'proxy',
    requestContent: requestContent ?? '',
    note: note ?? '',
    notifyBy: notifyBy ?? '',
  };
}

/** Whether people can be written down as typed: each has a name, and what has a form of its own has it. */
export function isSendable({ applicant, hasProxy, proxy }: TypedPeople): boolean {
  return [applicant, ...(hasProxy ? [proxy] : [])].every((person) => person.name.trim() !== '' && FORMATTED.every((field) => !isWrongly(field, person[field])));
}

/** The command that makes `after` of `before`: it names what has changed and nothing else, and what people are called travels as text. Nothing where nothing has changed, or it cannot be sent. */
export function correctionOf(before: TypedPeople, after: TypedPeople): Correction | undefined {
  if (!isSendable(after)) return undefined;
  const applicant = {
    ...(before.isOrganisation === after.isOrganisation ? {} : { type: after.isOrganisation ? ('organisation' as const) : ('person' as const) }),
    ...changesOf(before.applicant, after.applicant),
  };
  const proxy = proxyOf(before, after);
  // Whoever is addressed in the place of the applicant goes with the proxy.
  const lettersTo = after.hasProxy && after.lettersToProxy !== (before.hasProxy && before.lettersToProxy) ? { lettersTo: after.lettersToProxy ? ('proxy' as const) : ('applicant' as const) } : {};
  const rest = { ...lettersTo, ...blankable('requestContent', before, after), ...blankable('note', before, after), ...blankable('notifyBy', before, after) };
  const fields = [...Object.keys(applicant), ...proxy.fields, ...Object.keys(rest)] as Field[];
  if (fields.length === 0) return undefined;
  return { type: 'CorrectPersonalData', body: { fields }, text: { ...(Object.keys(applicant).length === 0 ? {} : { applicant }), ...proxy.text, ...rest } as Text };
}

/** A proxy who was not there is given as a whole, one who is not there any more is taken away, and of one who stays each field is named. */
function proxyOf(before: TypedPeople, after: TypedPeople): { readonly fields: readonly string[]; readonly text: Pick<Text, 'proxy'> } {
  if (!before.hasProxy && !after.hasProxy) return { fields: [], text: {} };
  if (!after.hasProxy) return { fields: ['proxy'], text: { proxy: null } };
  const authorisation = after.authorisation.trim();
  if (!before.hasProxy) return { fields: ['proxy'], text: { proxy: { ...personOf(after.proxy), ...(authorisation === '' ? {} : { authorisation }) } } };
  const changed = { ...changesOf(before.proxy, after.proxy), ...blankable('authorisation', before, after) };
  const fields = Object.keys(changed).map((key) => `proxy.${key}`);
  return { fields, text: fields.length === 0 ? {} : { proxy: changed } };
}

/** What has changed of a person; what was blanked is null, a name never is. */
function changesOf(before: PersonFields, after: PersonFields): { name?: string } & { readonly [K in Exclude<keyof PersonFields, 'name'>]?: string | null } {
  return {
    ...(before.name.trim() === after.name.trim() ? {} : { name: after.name.trim() }),
    ...blankable('idNumber', before, after),
    ...blankable('phone', before, after),
    ...blankable('email', before, after),
    ...blankable('address', before, after),
  };
}

function blankable<K extends string>(key: K, before: Readonly<Record<K, string>>, after: Readonly<Record<K, string>>): { readonly [P in K]?: string | null } {
  const text = after[key].trim();
  if (text === before[key].trim()) return {};
  return { [key]: text === '' ? null : text } as { readonly [P in K]: string | null };
}

function typedPerson({ name, idNumber = '', phone = '', email = '', address = '' }: { readonly name: string } & Partial<PersonFields>): PersonFields {
  return { name, idNumber, phone, email, address };
}
