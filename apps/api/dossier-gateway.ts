import type { WorkflowGateway } from '../dispatch/gateway.js';

/** What the API needs of the way to the workflows. None of it throws because Temporal is away. */
export type DossierGateway = Pick<WorkflowGateway, 'deliver' | 'start' | 'health'>;
