import { describe, expect, test } from 'vitest';
import { readSurvey, sipasRate, type SurveyFaultCode, type SurveyWords } from './sipas.js';
import { pointsOfMeasure } from './par-criteria.js';
import { DEFAULT_QUALITY } from './quality-settings.js';

const WORDS: SurveyWords = {
  dimensions: { access: ['access'], procedures: ['procedures'], staff: ['staff'], results: ['results'], feedback: ['feedback'] },
  columns: { dimension: ['dimension'], satisfied: ['satisfied'], answers: ['answers'] },
  satisfied: ['good', '4', '5'],
  other: ['bad', '1', '2', '3'],
};
const RESPONDENTS = 'no,access,procedures,staff,results,feedback';
const QUESTIONS = 'dimension,question,answers,satisfied';

function read(...lines: readonly string[]): ReturnType<typeof readSurvey> {
  return readSurvey(lines.map((text, index) => ({ place: { kind: 'table', table: 1, row: index + 1 } as never, cells: text.split(',').map((cell) => ({ text: cell }) as never) })), WORDS);
}

describe('a survey file', () => {
  test('has a line a respondent: every grade is an answer, an empty cell none', () => {
    const reading = read(RESPONDENTS, '1,Good,good,4,,bad', '2,5,3,bad,good,bad');
    expect(reading).toEqual({ kind: 'read', counts: { access: { n: 2, d: 2 }, procedures: { n: 1, d: 2 }, staff: { n: 1, d: 2 }, results: { n: 1, d: 1 }, feedback: { n: 0, d: 2 } } });
    expect(reading.kind === 'read' ? [sipasRate(reading.counts, 'procedures'), sipasRate(reading.counts)] : []).toEqual([{ n: 1, d: 2, value: '50.00' }, { n: 5, d: 9, value: '55.56' }]);
  });

  test('or a line a question with its counts: questions of a dimension add up, numbered names and colons are read', () => {
    expect(read(QUESTIONS, '1. Access:,a,100,90', 'access,b,50,10', 'staff,c,10,10')).toMatchObject({ kind: 'read', counts: { access: { n: 100, d: 150 }, staff: { n: 10, d: 10 }, results: { n: 0, d: 0 } } });
  });

  test.each<[string, readonly string[], readonly (readonly [SurveyFaultCode, number | undefined, number | undefined, string])[]]>([
    ['nothing', [], [['no-header', undefined, undefined, '']]],
    ['no head', ['a,b'], [['no-header', undefined, undefined, 'a | b']]],
    ['a dimension left out', ['access,procedures,staff,results', '4,4,4,4'], [['dimension-missing', undefined, undefined, 'feedback']]],
    ['unknown grades', [RESPONDENTS, '1,good,fine,4,5,6'], [['grade-unknown', 2, 3, 'fine'], ['grade-unknown', 2, 6, '6']]],
    ['an unknown dimension', [QUESTIONS, 'speed,a,10,5'], [['dimension-unknown', 2, 1, 'speed']]],
    ['no whole numbers', [QUESTIONS, 'staff,a,ten,-1'], [['not-a-count', 2, 4, '-1'], ['not-a-count', 2, 3, 'ten']]],
    ['more satisfied than asked', [QUESTIONS, 'staff,a,10,11'], [['more-than-answers', 2, 4, '11']]],
    ['no answers', [QUESTIONS, 'staff,a,0,0'], [['no-answers', undefined, undefined, '']]],
  ])('with %s is refused by cell', (_what, lines, faults) => {
    const reading = read(...lines);
    expect(reading.kind === 'faulty' ? reading.faults.map(({ code, row, column, found }) => [code, row, column, found]) : reading).toEqual(faults);
  });

  test('names a hundred wrong cells and no more', () => {
    const reading = read(QUESTIONS, ...Array.from({ length: 80 }, () => 'staff,a,x,y'));
    expect(reading.kind === 'faulty' ? reading.faults.length : 0).toBe(100);
  });
});

test.each([
  // measure, n, d, of 5.00 points    points
  ['on-time', 100, 100, 500],
  ['on-time', 99, 100, 495],
  ['on-time', 95, 100, 475],
  ['on-time', 949, 1000, 0],
  ['on-time', 0, 0, undefined],
  ['apology', 3, 3, 500],
  ['apology', 2, 3, 0],
  ['apology', 0, 0, undefined],
  ['publication', 2, 3, 333],
  ['publication', 1, 1000, 1],
  ['sipas', 79, 100, 395],
] as const)('%s with %i of %i gives %s hundredths of 5 points', (measure, n, d, expected) => {
  expect(pointsOfMeasure(measure, { n, d }, 500, DEFAULT_QUALITY)).toBe(expected);
});
