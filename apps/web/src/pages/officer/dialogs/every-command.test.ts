import { expect, test } from 'vitest';
import { COMMAND_TYPES, SYSTEM_COMMANDS } from '#domain';
import { COUNTER_DIALOGS } from '../../counter/dialogs/index.js';
import { OFFICER_DIALOGS } from './index.js';

/** Commands people give elsewhere than by a button of the dossier's page, and where. */
const ELSEWHERE = {
  AttachFile: 'beside the list of the dossier’s files, with the file',
};

test('every command somebody may give has a dialog on the dossier’s page, or a place of its own', () => {
  const given = COMMAND_TYPES.filter((type) => !SYSTEM_COMMANDS.some((system) => system === type));
  const dialogs = new Set([...Object.keys(COUNTER_DIALOGS), ...Object.keys(OFFICER_DIALOGS)]);
  expect(given.filter((type) => !dialogs.has(type)).toSorted()).toEqual(Object.keys(ELSEWHERE).toSorted());
});
