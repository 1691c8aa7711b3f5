/** Entities whose metadata is compared with the migrated schema. */
export const ENTITIES: readonly (new () => object)[] = [];
