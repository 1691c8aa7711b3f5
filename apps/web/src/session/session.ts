import { appConfig } from '../app-config.js';
import { forgetDrafts } from './drafts.js';
import { keptToken } from './kept-token.js';
import { noteSessionOver } from './session-over.js';

/** Whose the unfinished forms of this tab are. */
const OWNER = 'drafts-of';

/** From signing out on: requests that are still under way find no token, and must not lead back in. */
let isLeaving = false;

/** The access token of who is signed in in this tab; undefined when nobody is, or no longer. */
export function accessToken(): string | undefined {
  // eslint-disable-next-line no-restricted-syntax -- when the token runs out was reckoned by the computer's own clock
  return keptToken(appConfig(), sessionStorage, Date.now());
}

/** Leaves for the sign-in service, and comes back to the page this was called on. Rejects where the service or the way to it cannot be loaded. */
export async function signIn(): Promise<void> {
  if (isLeaving) return;
  const { pathname, search, hash } = globalThis.location;
  const { userManager } = await import('./sign-in-service.js');
  await userManager().signinRedirect({ state: `${pathname}${search}${hash}` });
}

/** Takes note that the server no longer takes the token: it has run out, or was withdrawn. The page stays; `SessionOverBar` says so. */
export function endSession(): void {
  if (!isLeaving) noteSessionOver();
}

/** Takes what the sign-in service brought back and says which page to go on with. Unfinished forms of somebody else, whose session ran out in this tab, are forgotten. */
export async function finishSignIn(): Promise<string> {
  const { userManager } = await import('./sign-in-service.js');
  const user = await userManager().signinRedirectCallback();
  if (sessionStorage.getItem(OWNER) !== user.profile.sub) forgetDrafts();
  sessionStorage.setItem(OWNER, user.profile.sub);
  return typeof user.state === 'string' && user.state.startsWith('/') && !user.state.startsWith('//') ? user.state : '/';
}

/**
 * Forgets tokens and unfinished forms of this tab, and ends the session at the sign-in service. Rejects where the way to the service cannot be loaded: then the person is still signed in, with
 * their forms; and where the service does not answer: then they are signed out in this tab alone.
 */
export async function signOut(): Promise<void> {
  isLeaving = true;
  try {
    const { userManager } = await import('./sign-in-service.js');
    forgetDrafts();
    await userManager().signoutRedirect();
  } catch (failed) {
    isLeaving = false;
    throw failed;
  }
}
