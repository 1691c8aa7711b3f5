import { type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { appConfig } from '../app-config.js';
import { forgetDrafts } from './drafts.js';
import { noteSessionOver } from './session-over.js';

/** Where the sign-in service sends people back to. */
export const CALLBACK_PATH = '/auth/callback';
/** Whose the unfinished forms of this tab are. */
const OWNER = 'drafts-of';

let manager: UserManager | undefined;
/** From signing out on: requests that are still under way find no token, and must not lead back in. */
let isLeaving = false;

/**
 * Tokens are kept for the tab alone (`sessionStorage`): they survive a reload, and are gone when a clerk closes the window of a desk
 * that others use as well.
 */
function userManager(): UserManager {
  const { issuer, clientId } = appConfig();
  const { origin, sessionStorage } = globalThis.window;
  manager ??= new UserManager({
    authority: issuer,
    client_id: clientId,
    redirect_uri: `${origin}${CALLBACK_PATH}`,
    post_logout_redirect_uri: `${origin}/`,
    response_type: 'code',
    scope: 'openid api',
    automaticSilentRenew: false,
    loadUserInfo: false,
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
  });
  return manager;
}

/** The access token of who is signed in in this tab; undefined when nobody is, or no longer. */
export async function accessToken(): Promise<string | undefined> {
  const user = await userManager().getUser();
  return user === null || user.expired === true ? undefined : user.access_token;
}

/** Leaves for the sign-in service, and comes back to the page this was called on. */
export async function signIn(): Promise<void> {
  if (isLeaving) return;
  const { pathname, search, hash } = globalThis.location;
  await userManager().signinRedirect({ state: `${pathname}${search}${hash}` });
}

/** Takes note that the server no longer takes the token: it has run out, or was withdrawn. The page stays; `SessionOverBar` says so. */
export function endSession(): void {
  if (!isLeaving) noteSessionOver();
}

/** Takes what the sign-in service brought back and says which page to go on with. Unfinished forms of somebody else, whose session ran out in this tab, are forgotten. */
export async function finishSignIn(): Promise<string> {
  const user: User = await userManager().signinRedirectCallback();
  if (sessionStorage.getItem(OWNER) !== user.profile.sub) forgetDrafts();
  sessionStorage.setItem(OWNER, user.profile.sub);
  return typeof user.state === 'string' && user.state.startsWith('/') && !user.state.startsWith('//') ? user.state : '/';
}

/** Forgets tokens and unfinished forms of this tab, and ends the session at the sign-in service. */
export async function signOut(): Promise<void> {
  isLeaving = true;
  forgetDrafts();
  await userManager().signoutRedirect();
}
