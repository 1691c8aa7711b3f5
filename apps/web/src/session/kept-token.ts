/** Where the sign-in service sends people back to. */
export const CALLBACK_PATH = '/auth/callback';

const SECOND_MS = 1_000;

/** What the library of the sign-in service keeps of who is signed in, as far as it is read here; moments in seconds. */
interface Kept {
  readonly access_token?: unknown;
  readonly expires_at?: unknown;
}

/**
 * The access token that signing in left in this tab; undefined where there is none, or it has run out. Read as the library writes it
 * (`oidc.user:<issuer>:<client>`), so that pages need not load the library.
 * @param now in epoch milliseconds, by the computer's own clock, as the library reckons
 */
export function keptToken({ issuer, clientId }: { readonly issuer: string; readonly clientId: string }, store: Pick<Storage, 'getItem'>, now: number): string | undefined {
  const kept = parsed(store.getItem(`oidc.user:${issuer}:${clientId}`));
  if (typeof kept?.access_token !== 'string') return undefined;
  const hasRunOut = typeof kept.expires_at === 'number' && kept.expires_at <= Math.floor(now / SECOND_MS);
  return hasRunOut ? undefined : kept.access_token;
}

function parsed(text: string | null): Kept | undefined {
  try {
    return (text === null ? undefined : JSON.parse(text) ?? undefined) as Kept | undefined;
  } catch {
    return undefined;
  }
}
