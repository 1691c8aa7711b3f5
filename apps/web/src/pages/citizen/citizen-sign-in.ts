import type { UserManager } from 'oidc-client-ts';
import { appConfig } from '../../app-config.js';
import type { Language } from './moments.js';

/** What this tab looked up before it left for the sign-in service. */
const LEFT_BEHIND = 'citizen-look-up';

/** Somebody who comes back from the sign-in service: the session and the language of their look-up, and the address they were sent to. */
export interface Return {
  readonly token: string;
  readonly language: Language;
  readonly address: string;
}

/** Whether citizens can sign in here. */
export function offersSignIn(): boolean {
  return appConfig().citizens !== null;
}

/**
 * Leaves for the citizens' sign-in service, and comes back to the look-up. The session of the look-up waits in this tab alone. Everybody
 * signs in anew: others use the same telephone or desk.
 */
export async function leaveForSignIn(token: string, language: Language): Promise<void> {
  sessionStorage.setItem(LEFT_BEHIND, `${language} ${token}`);
  await (await openManager()).signinRedirect({ prompt: 'login' });
}

/** Takes what somebody left behind who comes back, out of the tab and out of the address; `undefined` for whoever just comes. */
export function takeReturn(): Return | undefined {
  const { href, pathname, search } = globalThis.location;
  const [language = '', token] = sessionStorage.getItem(LEFT_BEHIND)?.split(' ') ?? [];
  sessionStorage.removeItem(LEFT_BEHIND);
  if (token === undefined || !new URLSearchParams(search).has('state')) return undefined;
  globalThis.history.replaceState(globalThis.history.state, '', pathname);
  return { token, language: language === 'en' ? 'en' : 'vi', address: href };
}

/** The access token the sign-in service gave, which is kept nowhere; `undefined` where it gave none. */
export async function finishSignIn(address: string): Promise<string | undefined> {
  try {
    return (await (await openManager()).signinRedirectCallback(address)).access_token;
  } catch {
    return undefined;
  }
}

/** Loaded when somebody signs in: most never do. */
async function openManager(): Promise<UserManager> {
  const { citizens } = appConfig();
  if (citizens === null) throw new Error('Citizens cannot sign in here');
  const { InMemoryWebStorage, UserManager: Manager, WebStorageStateStore } = await import('oidc-client-ts');
  const { origin, pathname } = globalThis.location;
  return new Manager({
    authority: citizens.issuer,
    client_id: citizens.clientId,
    redirect_uri: `${origin}${pathname}`,
    response_type: 'code',
    scope: 'openid api',
    automaticSilentRenew: false,
    loadUserInfo: false,
    userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
  });
}
