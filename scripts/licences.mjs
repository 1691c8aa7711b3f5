/**
 * Licences under which a package may be part of what is shipped, each with why it fits a program under AGPL-3.0-or-later.
 * @type {Readonly<Record<string, string>>}
 */
export const ALLOWED = {
  MIT: 'permissive',
  'MIT-0': 'permissive, without attribution',
  ISC: 'permissive',
  '0BSD': 'permissive, without attribution',
  'BSD-2-Clause': 'permissive',
  'BSD-3-Clause': 'permissive',
  'BlueOak-1.0.0': 'permissive',
  'Apache-2.0': 'permissive with a patent grant; compatible with version 3 of the GNU licences',
  'Python-2.0': 'permissive; compatible with the GNU licences',
  Unlicense: 'public domain',
  'MPL-2.0': 'copyleft by file: used unchanged, and compatible with the GNU licences by its section 3.3',
  'OFL-1.1': 'of fonts, which may be shipped with any program',
  'CC-BY-3.0': 'of data (holidays), credited in the package it comes in',
  'CC-BY-4.0': 'of data (browsers in use), credited in the package it comes in',
};

/**
 * Packages that state their licence in no way npm reads: what a person found in them, by version, so that another version is looked at again.
 * @type {Readonly<Record<string, string>>}
 */
export const READ_BY_A_PERSON = {
  'png-js@2.0.0': 'MIT',
  'prelude-ls@1.1.2': 'MIT',
  'unionfs@4.6.0': 'Unlicense',
};
