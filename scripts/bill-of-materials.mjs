import { READ_BY_A_PERSON } from './licences.mjs';
import { packageName, shippedEntries } from './supply-chain.mjs';

/** npm's own words for the bill of everything in the lock file; its `--omit dev` leaves out whatever a tool of development needs as well. */
export const NPM_BILL = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];

/**
 * Of the bill npm wrote what is shipped, under the project's own name (npm takes the folder's), with licences a person read where a package states none.
 * @param {{metadata: {component: object}, components: object[], dependencies: {ref: string, dependsOn: string[]}[]}} bill
 * @param {{name: string}} manifest
 * @param {Parameters<typeof shippedEntries>[0]} lock
 */
export function billOf(bill, manifest, lock) {
  const shipped = new Set(shippedEntries(lock).map(([path, { version }]) => `${packageName(path)}@${version}`));
  const root = bill.metadata.component['bom-ref'];
  const isListed = (ref) => ref === root || shipped.has(ref);
  const components = bill.components.filter((component) => isListed(component['bom-ref'])).map((component) => {
    const read = READ_BY_A_PERSON[component['bom-ref']];
    return read === undefined ? component : { ...component, licenses: [{ license: { id: read } }] };
  });
  return {
    ...bill,
    metadata: { ...bill.metadata, component: { ...bill.metadata.component, name: manifest.name } },
    components,
    dependencies: bill.dependencies.filter(({ ref }) => isListed(ref)).map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(isListed) })),
  };
}
