import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { claimsOf, findByAccount } from './demo-people.js';
import type { IdentityKeys } from './keys.js';
import { memoryStore } from './memory-store.js';
import { errorPage } from './sign-in-page.js';

/** Audience of the access tokens. */
export const AUDIENCE = 'dung-han';
/** How the API is named as a resource when a token for it is asked for. */
const API_RESOURCE = 'urn:dung-han:api';
/** The browser application: public, with PKCE. */
const WEB_CLIENT = 'dung-han-web';
/** How long an access token is valid: a working day. */
export const TOKEN_SECONDS = 8 * 3600;

/**
 * Settings of the embedded sign-in service: authorization code with PKCE for the browser application, and JWT access
 * tokens for the API alone.
 * @param webOrigins origins whose pages may sign people in
 */
export function identityConfiguration(keys: IdentityKeys, webOrigins: readonly string[]): Configuration {
  return {
    adapter: memoryStore(() => Math.floor(Date.now() / 1000)),
    jwks: { keys: [keys.signing] },
    cookies: { keys: [keys.cookie] },
    clients: [
      {
        client_id: WEB_CLIENT,
        application_type: 'web',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: webOrigins.map((origin) => `${origin}/auth/callback`),
        post_logout_redirect_uris: webOrigins.map((origin) => `${origin}/`),
        id_token_signed_response_alg: 'ES256',
      },
    ],
    clientBasedCORS: (_context, origin) => webOrigins.includes(origin),
    scopes: ['openid'],
    claims: { openid: ['sub', 'role', 'agency', 'province', 'name'] },
    conformIdTokenClaims: false,
    findAccount: (_context, account) => {
      const person = findByAccount(account);
      return person === undefined ? undefined : { accountId: account, claims: () => ({ sub: account, ...claimsOf(person) }) };
    },
    extraTokenClaims: (_context, token) => {
      const person = 'accountId' in token ? findByAccount(token.accountId) : undefined;
      return person === undefined ? {} : claimsOf(person);
    },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => API_RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'api',
          audience: AUDIENCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: TOKEN_SECONDS,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    renderError: (context, out) => {
      context.type = 'html';
      context.body = errorPage(out.error_description ?? out.error);
    },
    loadExistingGrant: grantToOwnApplication,
    ttl: { AccessToken: TOKEN_SECONDS, IdToken: TOKEN_SECONDS, Session: TOKEN_SECONDS, Interaction: 3600, Grant: TOKEN_SECONDS },
  };
}

/** The only client is our own, so nobody is asked for consent. */
async function grantToOwnApplication(context: KoaContextWithOIDC): Promise<InstanceType<KoaContextWithOIDC['oidc']['provider']['Grant']>> {
  const { client, session, provider } = context.oidc;
  const clientId = client?.clientId ?? WEB_CLIENT;
  const known = session?.grantIdFor(clientId);
  const found = known === undefined ? undefined : await provider.Grant.find(known);
  if (found !== undefined) return found;
  const grant = new provider.Grant({ clientId, ...(session?.accountId === undefined ? {} : { accountId: session.accountId }) });
  grant.addOIDCScope('openid');
  grant.addResourceScope(API_RESOURCE, 'api');
  await grant.save();
  return grant;
}
