import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** How much of a message is told: what was expected, not the whole of what came. */
const TOLD_LINES = 6;
const TOLD_CHARACTERS = 1_000;

/**
 * What failed in a report of tests as vitest writes it in JSON, each with its file, its name and the beginning of its message: told
 * once more behind everything, for the place where it happened lies many thousand lines above.
 * @param {{ readonly testResults: readonly { readonly name: string, readonly status: string, readonly message?: string, readonly assertionResults: readonly { readonly status: string, readonly fullName: string, readonly failureMessages: readonly string[] }[] }[] }} report
 * @param {string} folder what files are named from
 * @returns {string[]}
 */
export function failuresOf(report, folder) {
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(folder, name);
    const failed = assertionResults.filter((result) => result.status === 'failed');
    if (status === 'failed' && failed.length === 0) return [`${file}: could not run\n${beginningOf(message ?? '')}`];
    return failed.map(({ fullName, failureMessages }) => `${file}: ${fullName}\n${beginningOf(failureMessages.join('\n'))}`);
  });
}

/** @param {string} message */
function beginningOf(message) {
  const lines = stripVTControlCharacters(message).slice(0, TOLD_CHARACTERS).split('\n').slice(0, TOLD_LINES);
  return lines.map((line) => `    ${line}`).join('\n');
}
