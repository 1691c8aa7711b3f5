import type { PageRoute } from '../../shell/page-route.js';

/** Pages of this part. */
export const COUNTER_ROUTES: readonly PageRoute[] = [];
