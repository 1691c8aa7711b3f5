import type { PageRoute } from '../../shell/page-route.js';

/** Pages of this part. */
export const CITIZEN_ROUTES: readonly PageRoute[] = [];
