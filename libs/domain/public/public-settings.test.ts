import { describe, expect, test } from 'vitest';
import { ProcedureFormatError } from '../procedure/json-shape.js';
import { DEFAULT_PUBLIC, readPublicSettings, showsBoard } from './public-settings.js';

describe('what an installation chooses for the public pages', () => {
  test('stands beside what the program has', () => {
    expect(readPublicSettings({ boards: ['H99.31'], codesPerHour: 2 }, 'publicPages')).toEqual({ ...DEFAULT_PUBLIC, boards: ['H99.31'], codesPerHour: 2 });
  });

  test.each([
    [{ addressPerMinute: 0 }, 'publicPages.addressPerMinute'],
    [{ boards: [''] }, 'publicPages.boards[0]'],
    [{ wrongPerAdress: 5 }, 'publicPages.wrongPerAdress'],
  ])('%j is refused at %s', (chosen, path) => {
    expect(() => readPublicSettings(chosen, 'publicPages')).toThrow(ProcedureFormatError);
    expect(() => readPublicSettings(chosen, 'publicPages')).toThrow(path);
  });

  test.each([
    [[], 'H99.31', false],
    [['H99.05'], 'H99.31', false],
    [['H99.31'], 'H99.31', true],
    [['*'], 'H99.31', true],
  ])('boards %j show the numbers of %s: %s', (boards, agency, isShown) => {
    expect(showsBoard({ boards }, agency)).toBe(isShown);
  });
});
