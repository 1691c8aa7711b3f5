import { expect, test } from 'vitest';
import { correctionSchema, namesWhatItChanges } from '../../../../../api/schemas/correction.js';
import { correctionOf, type TypedPeople, typedPeople } from './correction.js';

const WITH_PROXY: TypedPeople = typedPeople({
  applicant: { type: 'person', name: 'Nguyễn Thị Thữ', idNumber: '079000000321', phone: '0900000321' },
  proxy: { name: 'Trần Văn Thay', authorisation: 'Giấy ủy quyền số 1' },
  lettersTo: 'proxy', notifyBy: 'sms', requestContent: 'Cấp phép', note: null, outageReason: null,
});
const ALONE: TypedPeople = { ...WITH_PROXY, hasProxy: false, lettersToProxy: false };
const PERSON = WITH_PROXY.applicant;

test.each([
  ['a mistyped name', WITH_PROXY, { applicant: { ...PERSON, name: ' Nguyễn Thị Thử ' } }, ['name'], { applicant: { name: 'Nguyễn Thị Thử' } }],
  ['a telephone number nobody has', WITH_PROXY, { applicant: { ...PERSON, phone: '' } }, ['phone'], { applicant: { phone: null } }],
  ['an organisation taken for a person', WITH_PROXY, { isOrganisation: true }, ['type'], { applicant: { type: 'organisation' } }],
  ['a proxy’s mail', WITH_PROXY, { proxy: { ...WITH_PROXY.proxy, email: 'thay@example.vn' } }, ['proxy.email'], { proxy: { email: 'thay@example.vn' } }],
  ['an authorisation taken back', WITH_PROXY, { authorisation: '' }, ['proxy.authorisation'], { proxy: { authorisation: null } }],
  ['a proxy who does not come any more, with their letters', WITH_PROXY, { hasProxy: false }, ['proxy'], { proxy: null }],
  ['a proxy who was forgotten, with their letters', ALONE, { hasProxy: true, lettersToProxy: true }, ['proxy', 'lettersTo'], { proxy: { name: 'Trần Văn Thay', authorisation: 'Giấy ủy quyền số 1' }, lettersTo: 'proxy' }],
  ['letters that go to the applicant', WITH_PROXY, { lettersToProxy: false }, ['lettersTo'], { lettersTo: 'applicant' }],
  ['words and the way to be told', WITH_PROXY, { requestContent: '', note: 'Đã gọi', notifyBy: '' as const }, ['requestContent', 'note', 'notifyBy'], { requestContent: null, note: 'Đã gọi', notifyBy: null }],
])('corrects %s by naming that and nothing else, as the server wants it', (_, before, changed, fields, text) => {
  const correction = correctionOf(before, { ...before, ...changed });
  expect(correction).toEqual({ type: 'CorrectPersonalData', body: { fields }, text });
  expect(correctionSchema.parse(correction?.text)).toEqual(text);
  expect(namesWhatItChanges({ body: correction?.body, text: correction?.text })).toBe(true);
});

test.each([
  ['nothing has changed', {}],
  ['only blanks were typed', { applicant: { ...PERSON, name: `${PERSON.name} ` } }],
  ['the applicant has no name', { applicant: { ...PERSON, name: ' ' } }],
  ['the proxy has no name', { proxy: { ...WITH_PROXY.proxy, name: '' } }],
  ['a number is none', { applicant: { ...PERSON, phone: 'không có' } }],
])('sends nothing while %s', (_, changed) => {
  expect(correctionOf(WITH_PROXY, { ...WITH_PROXY, ...changed })).toBeUndefined();
});
