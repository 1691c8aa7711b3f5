import { createHash } from 'node:crypto';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files of one project follow each other, so that they share a process; those that move virtual time take longest. */
const PROJECTS = ['workflow', 'integration', 'unit', 'e2e'];
/** How the names of those end that take minutes: lives by chance, and campaigns of faults. */
const LONG = ['.property.test.ts', '/drill.test.ts'];

/** A test file and the project it runs in. */
export interface PlannedFile {
  readonly project: { readonly name: string };
  readonly moduleId: string;
}

/** Has vitest run its files `longestFirst`. */
export class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(longestFirst(files, this.ctx.config.sequence.seed));
  }
}

/**
 * Files in an order of chance which the seed decides, but for what is known to take long: it begins first, so that no
 * worker is left alone with it at the end.
 */
export function longestFirst<File extends PlannedFile>(files: readonly File[], seed: number): File[] {
  const placed = files.map((file) => ({ file, place: place(file, seed) }));
  return placed.toSorted((one, other) => (one.place < other.place ? -1 : 1)).map(({ file }) => file);
}

function place({ project, moduleId }: PlannedFile, seed: number): string {
  const rank = String(PROJECTS.indexOf(project.name) + 1);
  const isLong = LONG.some((end) => moduleId.endsWith(end));
  return `${rank} ${isLong ? 'a' : 'b'} ${createHash('sha256').update(`${String(seed)} ${moduleId}`).digest('hex')}`;
}
