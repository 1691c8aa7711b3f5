import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const extension = extname(import.meta.url);
/** The bundler adds the condition `development`, which names our TypeScript sources, unless told its conditions. */
const COMPILED = {
  esm: { conditionNames: ['import', 'module', 'webpack'], fullySpecified: true },
  commonjs: { conditionNames: ['require', 'module', 'webpack'] },
};

const tracingPath = fileURLToPath(new URL(`../../workflows/tracing${extension}`, import.meta.url));

/** Where the worker finds its workflows in compiled form: `workflow-bundle.js` in the compiled tree's root. */
export const workflowBundlePath = fileURLToPath(new URL('../../workflow-bundle.js', import.meta.url));

/**
 * Bundles the workflows into one script for the worker's sandbox. Compiled code is bundled from compiled code and
 * TypeScript from TypeScript, never mixed, so an image without sources gives the same result.
 * @param alsoInterceptors paths of interceptor modules beside that of tracing
 * @throws when a workflow imports what the sandbox cannot have
 */
export async function bundleWorkflows(workflowsPath = fileURLToPath(new URL(`../../workflows/index${extension}`, import.meta.url)), alsoInterceptors: readonly string[] = []): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    workflowInterceptorModules: [tracingPath, ...alsoInterceptors],
    logger: new DefaultLogger('WARN'),
    webpackConfigHook: (config) => (extension === '.ts' ? config : { ...config, resolve: { ...config.resolve, byDependency: COMPILED } }),
  });
  return code;
}

/** Writes the bundle so that a reader never sees half of it. */
export async function writeWorkflowBundle(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const half = `${path}.${String(process.pid)}`;
  await writeFile(half, await bundleWorkflows());
  await rename(half, path);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeWorkflowBundle(workflowBundlePath);
