import { expect, test } from 'vitest';
import type { PeriodFigures } from './measures.js';
import { mayLackData, type RateState, stateOfRate } from './rate-presence.js';
import { rateValue } from './rate-value.js';
import type { RateName } from './rates.js';

test.each<[RateName, number, number, Partial<PeriodFigures>, RateState, string]>([
  ['late-rate', 0, 100, {}, 'counted', 'nought late of a hundred is nought'],
  ['late-rate', 0, 0, {}, 'nothing-arose', 'nothing came'],
  ['online-share', 0, 100, {}, 'no-data', 'no portal ever handed a filing over'],
  ['online-share', 0, 100, { registered: 3 }, 'counted', 'it did, and none of the period'],
  ['online-share', 0, 0, { receivedOnline: 3 }, 'nothing-arose', 'it did, and nothing came in the period'],
  ['online-share', 4, 100, {}, 'counted', 'some came online'],
  ['satisfaction', 0, 0, {}, 'no-data', 'nobody ever rated'],
  ['satisfaction', 0, 0, { rated: 1 }, 'nothing-arose', 'nobody rated in the period'],
  ['satisfaction', 0, 5, { rated: 5 }, 'counted', 'nobody was satisfied'],
  ['satisfaction-by-links', 0, 5, {}, 'counted', 'all of them were late: nobody complaining is no lack of data'],
  ['satisfaction-by-links', 0, 0, {}, 'nothing-arose', 'nothing came'],
  ['portal-payment-share', 0, 9, { payments: 9 }, 'no-data', 'the portal never told of a payment'],
  ['portal-payment-share', 0, 9, { payments: 9, paymentsPortal: 1 }, 'counted', 'it did, and none of these'],
  ['cashless-payment-share', 0, 0, {}, 'no-data', 'no payment was ever recorded'],
])('%s of %i in %i with %j ever is %s: %s', (name, n, d, ever, state) => {
  expect(stateOfRate(name, rateValue(n, d), ever)).toBe(state);
  expect(mayLackData(name, rateValue(n, d))).toBe(n === 0 && name !== 'late-rate' && name !== 'satisfaction-by-links');
});
