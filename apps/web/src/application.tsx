import type { JSX } from 'react';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router';
import { isProblem, isSessionOver } from './api/client.js';
import { router } from './router.js';
import { PracticeBanner } from './ui/practice-banner.js';

const SERVER_ERROR = 500;
const TRIES = 2;
const LONGEST_REST_MS = 30_000;
/** The longest a browser's timer waits: signing in again loads the page anew long before. */
const UNTIL_SIGNED_IN_MS = 2 ** 31 - 1;

/**
 * A refusal stays a refusal; a server that stumbled or cannot be reached is asked again. What is asked once the session is over waits: what
 * was read before stays on the screen.
 */
const queries = new QueryClient({
  queryCache: new QueryCache(),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failed, error) => isSessionOver(error) || (failed < TRIES && (!isProblem(error) || error.status >= SERVER_ERROR)),
      retryDelay: (failed, error) => (isSessionOver(error) ? UNTIL_SIGNED_IN_MS : Math.min(1_000 * 2 ** failed, LONGEST_REST_MS)),
      throwOnError: false,
    },
  },
});

/** The whole application. */
export function Application(): JSX.Element {
  return <QueryClientProvider client={queries}><PracticeBanner /><RouterProvider router={router} /></QueryClientProvider>;
}
