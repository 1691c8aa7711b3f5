import type { PageRoute } from '../../shell/page-route.js';

/** Pages of this part. */
export const ADMIN_ROUTES: readonly PageRoute[] = [];
