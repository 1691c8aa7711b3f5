import { createHash } from 'node:crypto';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files of one project follow each other, so that they share a process; those that move virtual time take longest. */
const PROJECTS = ['workflow', 'integration', 'unit', 'e2e'];

/**
 * Files in an order of chance which the run's seed decides, but for what is known to take long: it begins first, so that
 * no worker is left alone with it at the end.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { seed } = this.ctx.config.sequence;
    const places = new Map(files.map((file) => [file, place(file, seed)]));
    return files.toSorted((one, other) => (places.get(one) ?? '').localeCompare(places.get(other) ?? '', 'en'));
  }
}

function place({ project, moduleId }: TestSpecification, seed: number): string {
  const rank = String(PROJECTS.indexOf(project.name) + 1).padStart(2, '0');
  const isLong = moduleId.endsWith('.property.test.ts');
  return `${rank} ${isLong ? 'a' : 'b'} ${createHash('sha256').update(`${String(seed)} ${moduleId}`).digest('hex')}`;
}
