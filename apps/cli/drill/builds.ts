import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflows } from '../../worker/bundle.js';

const compiledTree = fileURLToPath(new URL('../../../', import.meta.url));
const project = fileURLToPath(new URL('../../../../', import.meta.url));

/** A compiled program: the tree processes run from, and the workflows its worker runs. */
export interface Build {
  readonly tree: string;
  readonly workflowBundle: string;
}

/** The build this program belongs to. */
export const thisBuild: Build = { tree: compiledTree, workflowBundle: join(compiledTree, 'workflow-bundle.js') };

/** The compiled main file of a process. */
export function mainFile({ tree }: Build, name: string): string {
  return join(tree, 'apps', name, 'main.js');
}

/** Another build beside this one, as a release leaves it: the same program whose workflows have a patched step more. */
export async function buildWithPatchedStep(folder: string): Promise<Build> {
  const home = join(folder, 'next-build');
  const tree = join(home, 'dist');
  await mkdir(home);
  await cp(compiledTree, tree, { recursive: true, filter: (source) => !source.startsWith(join(compiledTree, 'web')) });
  await cp(join(project, 'package.json'), join(home, 'package.json'));
  await cp(join(project, 'data'), join(home, 'data'), { recursive: true });
  await symlink(join(project, 'node_modules'), join(home, 'node_modules'));
  const workflowBundle = join(tree, 'workflow-bundle.js');
  await writeFile(workflowBundle, await bundleWorkflows(undefined, [fileURLToPath(new URL('./changed-workflows.js', import.meta.url))]));
  return { tree, workflowBundle };
}
