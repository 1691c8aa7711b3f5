import type { PageRoute } from '../shell/page-route.js';
import { ADMIN_ROUTES } from './admin/routes.js';
import { CITIZEN_ROUTES } from './citizen/routes.js';
import { COUNTER_ROUTES } from './counter/routes.js';
import { MANAGER_ROUTES } from './manager/routes.js';
import { OFFICER_ROUTES } from './officer/routes.js';

/** Every page of the application. */
export const PAGES: readonly PageRoute[] = [...COUNTER_ROUTES, ...OFFICER_ROUTES, ...MANAGER_ROUTES, ...ADMIN_ROUTES, ...CITIZEN_ROUTES];
