import { describe, expect, test } from 'vitest';
import { readQueueDesks, ticketLabel } from './queue-desk.js';

const DESK = { agency: 'H99.31', windows: 3, series: [{ code: 'A', name: 'Hộ tịch' }, { code: 'B', name: 'Đất đai' }] };

describe('desks that hand out numbers', () => {
  test('are read as they are written', () => {
    expect(readQueueDesks([DESK], 'queueTickets')).toEqual([DESK]);
  });

  test.each([
    ['a desk named twice', [DESK, DESK], 'queueTickets[1].agency'],
    ['no window', [{ ...DESK, windows: 0 }], 'queueTickets[0].windows'],
    ['a hundred windows', [{ ...DESK, windows: 100 }], 'queueTickets[0].windows'],
    ['no series', [{ ...DESK, series: [] }], 'queueTickets[0].series'],
    ['a series named twice', [{ ...DESK, series: [DESK.series[0], DESK.series[0]] }], 'queueTickets[0].series[1].code'],
    ['a series in small letters', [{ ...DESK, series: [{ code: 'a', name: 'Hộ tịch' }] }], 'queueTickets[0].series[0].code'],
    ['a key that says nothing', [{ ...DESK, colour: 'red' }], 'queueTickets[0]'],
  ])('are refused with %s', (_, value, path) => {
    expect(() => readQueueDesks(value, 'queueTickets')).toThrow(path);
  });

  test.each([
    ['A', 7, 'A007'],
    ['B2', 120, 'B2120'],
    ['C', 1000, 'C1000'],
  ])('call number %s %i as %s', (series, number, label) => {
    expect(ticketLabel(series, number)).toBe(label);
  });
});
