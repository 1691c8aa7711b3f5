import { expect, test } from 'vitest';
import { addressOf } from './serve-web.js';

const HTML = { accept: 'text/html,application/xhtml+xml' };

test.each(['/', '/ho-so/H99.31-261129-0001', '/tra-cuu?ma=H99.31-261129-0001', '/apis'])('a browser that opens %s is given the one document', (url) => {
  expect(addressOf({ method: 'GET', url, headers: HTML })).toBe('/index.html');
});

test.each(['/api/v1/queues', '/api/docs', '/health/ready', '/metrics', '/assets/main.js', '/app-config.json', '/favicon.svg'])('%s is no page, whatever a browser says it accepts', (url) => {
  expect(addressOf({ method: 'GET', url, headers: HTML })).toBe(url);
});

test('what is sent, and what wants no document, goes where it is addressed', () => {
  expect(addressOf({ method: 'POST', url: '/ho-so', headers: HTML })).toBe('/ho-so');
  expect(addressOf({ method: 'GET', url: '/ho-so', headers: { accept: 'application/json' } })).toBe('/ho-so');
  expect(addressOf({ method: 'GET', url: '/ho-so', headers: {} })).toBe('/ho-so');
});
