import createFetchClient from 'openapi-fetch';
import createClient from 'openapi-react-query';
import { accessToken, endSession } from '../session/session.js';
import type { components, paths } from './schema.js';
import { noteServerTime } from './server-time.js';

/** Why a request was refused, in words for people (RFC 9457). */
export type Problem = components['schemas']['Problem'];

const SERVER_ERROR = 500;
const UNAUTHENTICATED = 401;

/** Calls outside of components: `await call.GET('/api/v1/…')` answers `{data, error, response}`. */
export const call = createFetchClient<paths>({ baseUrl: '' });

call.use({
  onRequest({ request }) {
    const token = accessToken();
    if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
    return request;
  },
  onResponse({ response, schemaPath }) {
    noteServerTime(response);
    if (response.status === UNAUTHENTICATED && !schemaPath.startsWith('/api/v1/public/')) endSession();
    return undefined;
  },
});

/** Calls inside of components, by TanStack Query: `api.useQuery('get', '/api/v1/queues', …)`. What it throws is a `Problem`. */
export const api = createClient(call);

/** Reads a file of ours (a letter, a report) as the signed-in person. Throws the server's problem when it is refused. */
export async function fetchFile(path: string): Promise<Blob> {
  return (await fetchAsPerson(path)).blob();
}

/** Asks for what is no JSON, or sends it, as the signed-in person. Throws the server's problem when it is refused. */
export async function fetchAsPerson(path: string, { headers, ...rest }: { readonly method?: 'POST'; readonly headers?: Readonly<Record<string, string>>; readonly body?: Blob | string } = {}): Promise<Response> {
  const token = accessToken();
  const response = await fetch(path, { ...rest, headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) } });
  if (response.status === UNAUTHENTICATED) endSession();
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** Whether something thrown is the server's refusal in its own words. */
export function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'status' in error && 'title' in error;
}

/** Whether the server does not know the person any more: the same request is answered once they have signed in again. */
export function isSessionOver(error: unknown): boolean {
  return isProblem(error) && error.status === UNAUTHENTICATED;
}

/** Whether the server has decided against a request: sent again under the same key it would come to the same. A server that stumbled (5xx) has not. */
export function isRefusal(error: unknown): error is Problem {
  return isProblem(error) && error.status < SERVER_ERROR;
}

async function problemOf(response: Response): Promise<unknown> {
  const answer: unknown = await response.json().catch(() => undefined);
  return isProblem(answer) ? answer : new Error(String(response.status));
}
