import { readFileSync } from 'node:fs';

const FILES = ['budget', 'cases', 'delays', 'feedback', 'figures', 'groups', 'national-index', 'par-index', 'portal', 'procedures', 'publications', 'published-figures', 'quality', 'reports', 'risk', 'tasks'];

/** Answers as the API gave them, by the name of their operation and the status, for the pages of its description; lists are cut short. */
export const ANSWER_EXAMPLES: Readonly<Record<string, unknown>> = Object.fromEntries(FILES.flatMap(readExamples));

function readExamples(name: string): readonly (readonly [string, unknown])[] {
  return Object.entries(JSON.parse(readFileSync(new URL(`examples/${name}.json`, import.meta.url), 'utf8')) as Readonly<Record<string, unknown>>);
}
