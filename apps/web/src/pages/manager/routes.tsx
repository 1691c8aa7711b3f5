import type { PageRoute } from '../../shell/page-route.js';

/** Pages of this part. */
export const MANAGER_ROUTES: readonly PageRoute[] = [];
