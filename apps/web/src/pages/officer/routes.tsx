import type { PageRoute } from '../../shell/page-route.js';

/** Pages of this part. */
export const OFFICER_ROUTES: readonly PageRoute[] = [];
