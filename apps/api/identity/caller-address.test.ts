import { expect, test } from 'vitest';
import { callerAddress } from './caller-address.js';

test.each([
  ['203.0.113.7', '203.0.113.7', 'an address of four numbers is one caller'],
  ['::ffff:203.0.113.7', '203.0.113.7', 'also as IPv6 writes it'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', 'a network is one caller'],
  ['2001:0db8:1:2::9', '2001:db8:1:2::/64', 'however its addresses are written'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64', 'without the interface'],
  ['::1', '0:0:0:0::/64', 'the machine itself'],
])('a request of %s counts as of %s: %s', (ip, caller) => {
  expect(callerAddress({ ip })).toBe(caller);
});
