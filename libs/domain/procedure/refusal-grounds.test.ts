import { describe, expect, test } from 'vitest';
import { refusalGroundsOf } from './refusal-grounds.js';

describe('a dossier may be refused after appraisal', () => {
  test('because a condition of its procedure is not met, and because of what holds of all', () => {
    expect(refusalGroundsOf({ legalParts: { conditions: ['Đất không có tranh chấp', 'Đã có quy hoạch'] } })).toEqual([
      { code: 'condition-1', condition: 'Đất không có tranh chấp' },
      { code: 'condition-2', condition: 'Đã có quy hoạch' },
      { code: 'not-eligible' },
      { code: 'not-competent' },
    ]);
  });

  test('by what holds of all alone where the procedure names no conditions, or says that it has none', () => {
    for (const procedure of [{}, { legalParts: { without: ['conditions'] as const } }]) {
      expect(refusalGroundsOf(procedure).map(({ code }) => code)).toEqual(['not-eligible', 'not-competent']);
    }
  });
});
