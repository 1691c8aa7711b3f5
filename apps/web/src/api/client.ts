import createFetchClient from 'openapi-fetch';
import createClient from 'openapi-react-query';
import { accessToken, signIn } from '../session/session.js';
import type { components, paths } from './schema.js';

/** Why a request was refused, in words for people (RFC 9457). */
export type Problem = components['schemas']['Problem'];

/** Calls outside of components: `await call.GET('/api/v1/…')` answers `{data, error, response}`. */
export const call = createFetchClient<paths>({ baseUrl: '' });

call.use({
  async onRequest({ request }) {
    const token = await accessToken();
    if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
    return request;
  },
  async onResponse({ response, schemaPath }) {
    // A token that has run out: the person signs in again and comes back to the same page.
    if (response.status === 401 && !schemaPath.startsWith('/api/v1/public/')) await signIn();
    return undefined;
  },
});

/** Calls inside of components, by TanStack Query: `api.useQuery('get', '/api/v1/queues', …)`. What it throws is a `Problem`. */
export const api = createClient(call);

/** Reads a file of ours (a letter, a report) as the signed-in person. Throws the server's problem when it is refused. */
export async function fetchFile(path: string): Promise<Blob> {
  const token = await accessToken();
  const response = await fetch(path, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
  if (!response.ok) throw await problemOf(response);
  return response.blob();
}

/** Whether something thrown is the server's refusal in its own words. */
export function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'status' in error && 'title' in error;
}

async function problemOf(response: Response): Promise<unknown> {
  const answer: unknown = await response.json().catch(() => undefined);
  return isProblem(answer) ? answer : new Error(String(response.status));
}
