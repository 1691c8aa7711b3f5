import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { appConfig } from '../app-config.js';
import { CALLBACK_PATH } from './kept-token.js';

let manager: UserManager | undefined;

/**
 * What speaks with the sign-in service. Loaded when somebody signs in or out: pages need the token alone. Tokens are kept for the tab alone
 * (`sessionStorage`): they survive a reload, and are gone when a clerk closes the window of a desk that others use as well.
 */
export function userManager(): UserManager {
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
