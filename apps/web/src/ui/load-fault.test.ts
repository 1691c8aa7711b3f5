import { expect, test } from 'vitest';
import { releaseFault } from './load-fault.js';

const ours = pageOf('<script type="module" crossorigin="" src="/assets/index-BPs8sc-n.js"></script>');

test('a server that gives out another first script has another release', () => {
  expect(releaseFault(ours, pageOf('<script type="module" crossorigin src="/assets/index-C0ffee00.js"></script>'))).toBe('renewed');
});

test('a server that gives out the first script of this page has this release, however the script is written: the part was lost on the way', () => {
  expect(releaseFault(ours, pageOf('<script src="/assets/index-BPs8sc-n.js" crossorigin type="module"></script>'))).toBe('lost');
});

test('a document without a script of ours tells nothing of the release: a network may answer in the place of the server', () => {
  expect(releaseFault(ours, pageOf('<script src="/portal.js"></script>'))).toBe('unreachable');
});

function pageOf(script: string): string {
  return `<!doctype html><html lang="vi"><head><link rel="icon" href="/favicon.svg">${script}<link rel="modulepreload" href="/assets/frame-CD-C8spY.js"></head><body></body></html>`;
}
