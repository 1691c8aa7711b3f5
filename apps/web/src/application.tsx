import type { JSX } from 'react';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router';
import { isProblem } from './api/client.js';
import { router } from './router.js';

const SERVER_ERROR = 500;
const TRIES = 2;

/** A refusal stays a refusal; a server that stumbled or cannot be reached is asked again. */
const queries = new QueryClient({
  queryCache: new QueryCache(),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failed, error) => failed < TRIES && (!isProblem(error) || error.status >= SERVER_ERROR),
      throwOnError: false,
    },
  },
});

/** The whole application. */
export function Application(): JSX.Element {
  return <QueryClientProvider client={queries}><RouterProvider router={router} /></QueryClientProvider>;
}
