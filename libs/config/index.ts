export { EnvironmentError, namesInstallation, readEnvironment, readMigrationDatabaseUrl, readSuperuserDatabaseUrl } from './env.js';
export type { Environment, Variables } from './env.js';
export { DEVELOPMENT_GATEWAY_TOKEN } from './letter-ways.js';
export { DEVELOPMENT_PORTAL_TOKEN } from './portal-way.js';
export { readProofEnvironment } from './proof-env.js';
export { readStandInEnvironment } from './stand-in-env.js';
export { readLocalEnvironment } from './local-env.js';
export type { LocalEnvironment } from './local-env.js';
export { readToolEnvironment, type ToolEnvironment } from './tool-env.js';
