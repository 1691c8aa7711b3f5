import { expect, test } from 'vitest';
import { likedLanguage } from './public-language.js';

test.each([
  [undefined, 'vi'],
  ['', 'vi'],
  ['en', 'en'],
  ['EN-gb', 'en'],
  ['fr,de;q=0.5', 'vi'],
  ['vi-VN,vi;q=0.9,en;q=0.8', 'vi'],
  ['fr, vi;q=0.3, en;q=0.7', 'en'],
  ['en;q=0, vi;q=0.1', 'vi'],
  ['en;q=nonsense', 'vi'],
  ['english', 'vi'],
])('who likes %j is answered in %s', (header, language) => {
  expect(likedLanguage(header)).toBe(language);
});
