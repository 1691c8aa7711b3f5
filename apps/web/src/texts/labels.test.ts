import { createInstance } from 'i18next';
import { expect, test } from 'vitest';
import { LABELS } from './vi/labels.js';

test.each(Object.entries(LABELS))('words of %s are given whole, whatever signs their codes have', async (kind, words) => {
  const texts = createInstance();
  await texts.init({ lng: 'vi', ns: ['labels'], defaultNS: 'labels', resources: { vi: { labels: LABELS } }, interpolation: { escapeValue: false } });
  const translate = texts.t as unknown as (key: string, options: { readonly returnObjects: true }) => unknown;
  expect(translate(kind, { returnObjects: true })).toEqual(words);
});
