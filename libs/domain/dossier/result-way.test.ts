import { describe, expect, test } from 'vitest';
import { aText, DossierLife, local, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';

const household = rulesOf('1.001612');
const clerk = person('clerk');
const admin = person('admin', 'H99');
const AT_DESK = { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' } as const;

/** A dossier whose result is at the desk since 20/8 15:00. */
function finished(): DossierLife {
  const life = DossierLife.takenIn(household, '2026-08-19T09:00');
  life.give('2026-08-20T15:00', 'RecordResult', {}, clerk);
  return life;
}

describe('a hand-over of the result', () => {
  test('keeps how it was given, who took it, and a number that was not known before', () => {
    const life = finished();
    life.give('2026-08-21T08:00', 'HandOver', { ...AT_DESK, authorised: true, resultNumber: '9/GCN' }, clerk);
    expect(life.state.result).toMatchObject({ resultNumber: '9/GCN', handover: { ...AT_DESK, authorised: true, receiver: aText } });
    expect([life.state.status, local(life.state.result?.handedOverAt)]).toEqual(['returned', '2026-08-21T08:00']);
  });

  test('at the desk names who took it; online there is nobody to name', () => {
    expect(finished().try('2026-08-21T08:00', 'HandOver', AT_DESK, clerk, null)).toMatchObject({ code: 'text-required' });
    expect(finished().try('2026-08-21T08:00', 'HandOver', { ...AT_DESK, method: 'online', signature: 'digital' }, clerk, null)).toMatchObject([{ type: 'ResultHandedOver' }]);
  });

  test('after erasure names nobody: an uncollected result can still be given out', () => {
    const life = finished();
    life.give('2026-09-30T09:00', 'ErasePersonalData', { decisionNumber: '4/QD', secondPerson: 'second' }, admin);
    expect(life.try('2026-10-01T09:00', 'HandOver', AT_DESK, clerk)).toMatchObject({ code: 'already-erased' });
    expect(life.try('2026-10-01T09:00', 'HandOver', AT_DESK, clerk, null)).toMatchObject([{ type: 'ResultHandedOver' }]);
  });
});

describe('a result on its way by post', () => {
  function sent(): DossierLife {
    const life = finished();
    life.give('2026-08-21T08:00', 'DispatchResult', { trackingNumber: 'VN-1' }, clerk);
    return life;
  }

  test('needs its address', () => {
    expect(finished().try('2026-08-21T08:00', 'DispatchResult', { trackingNumber: 'VN-1' }, clerk, null)).toMatchObject({ code: 'text-required' });
  });

  test('is neither sent again nor given out at the desk before its end is known', () => {
    const refusal = { code: 'already-dispatched', data: { trackingNumber: 'VN-1' } };
    expect(sent().try('2026-08-24T08:00', 'DispatchResult', { trackingNumber: 'VN-2' }, clerk)).toMatchObject(refusal);
    expect(sent().try('2026-08-24T08:00', 'HandOver', AT_DESK, clerk)).toMatchObject(refusal);
  });

  test('is not uncollected, and is so at once when it comes back after the limit', () => {
    const life = sent().wake('2026-10-30T00:00');
    expect(life.all('ResultUncollected')).toEqual([]);
    life.give('2026-10-30T08:00', 'RecordDelivery', { outcome: 'returned', trackingNumber: 'VN-1' }, clerk);
    life.wake('2026-10-30T08:00');
    expect([life.all('ResultUncollected').length, life.state.result?.uncollected]).toEqual([1, true]);
  });

  test('keeps every sending with its address and its end', () => {
    const life = sent();
    life.give('2026-08-26T08:00', 'RecordDelivery', { outcome: 'returned', trackingNumber: 'VN-1' }, clerk);
    life.give('2026-08-27T08:00', 'DispatchResult', { trackingNumber: 'VN-2' }, clerk);
    life.give('2026-08-31T08:00', 'RecordDelivery', { outcome: 'delivered', trackingNumber: 'VN-2' }, clerk);
    const told = life.state.result?.shipments.map((each) => [each.trackingNumber, each.address, local(each.sentAt), local(each.returnedAt), local(each.deliveredAt)]);
    expect(told).toEqual([
      ['VN-1', aText, '2026-08-21T08:00', '2026-08-26T08:00', undefined],
      ['VN-2', aText, '2026-08-27T08:00', undefined, '2026-08-31T08:00'],
    ]);
  });
});
