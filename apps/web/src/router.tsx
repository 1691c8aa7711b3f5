import { createBrowserRouter, type RouteObject } from 'react-router';
import { PAGES } from './pages/pages.js';
import { CALLBACK_PATH } from './session/kept-token.js';
import { FaultPage } from './ui/fault-page.js';

/** Pages for everybody load nothing of the staff's, and the other way round. */
const open: readonly RouteObject[] = PAGES.filter(({ access }) => access === 'public').map(({ path, page }) => ({ path, lazy: page }));
const inside: readonly RouteObject[] = PAGES.filter(({ access }) => access !== 'public').map(({ path, page }) => ({ path, lazy: page }));

/** Addresses and their pages. */
export const router = createBrowserRouter([
  {
    ErrorBoundary: FaultPage,
    HydrateFallback: () => null,
    children: [
      { path: CALLBACK_PATH, lazy: () => import('./session/callback-page.js') },
      ...open,
      {
        lazy: () => import('./shell/shell.js'),
        children: [
          { ErrorBoundary: FaultPage, children: [{ index: true, lazy: () => import('./shell/start-page.js') }, ...inside, { path: '*', lazy: () => import('./shell/unknown-page.js') }] },
        ],
      },
    ],
  },
]);
