import { type Configuration, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { citizenClaims, findCitizen } from './demo-citizens.js';
import { claimsOf, findByAccount } from './demo-people.js';
import type { IdentityKeys } from './keys.js';
import { memoryStore } from './memory-store.js';
import { errorPage } from './sign-in-page.js';

/** Audience of the access tokens. */
export const AUDIENCE = 'dung-han';
/** Audience of the access tokens of citizens: no token of theirs is one of the staff's. */
export const CITIZEN_AUDIENCE = 'dung-han-citizen';
/** How the API is named as a resource when a token for it is asked for. */
const API_RESOURCE = 'urn:dung-han:api';
/** How the public look-up is named as one. */
const LOOK_UP_RESOURCE = 'urn:dung-han:look-up';
/** The browser application: public, with PKCE. */
const WEB_CLIENT = 'dung-han-web';
/** The public pages of the same application, where citizens sign in. */
export const CITIZEN_CLIENT = 'dung-han-citizen';
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
      {
        client_id: CITIZEN_CLIENT,
        application_type: 'web',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: webOrigins.map((origin) => `${origin}/tra-cuu`),
        id_token_signed_response_alg: 'ES256',
      },
    ],
    clientBasedCORS: (_context, origin) => webOrigins.includes(origin),
    scopes: ['openid'],
    claims: { openid: ['sub', 'role', 'agency', 'province', 'name'] },
    conformIdTokenClaims: false,
    findAccount: (_context, account) => {
      const citizen = findCitizen(account);
      if (citizen !== undefined) return { accountId: account, claims: () => ({ sub: account, name: citizen.name }) };
      const person = findByAccount(account);
      return person === undefined ? undefined : { accountId: account, claims: () => ({ sub: account, ...claimsOf(person) }) };
    },
    extraTokenClaims: (_context, token) => {
      const account = 'accountId' in token ? token.accountId : '';
      const [citizen, person] = [findCitizen(account), findByAccount(account)];
      return citizen !== undefined ? citizenClaims(citizen) : person === undefined ? {} : claimsOf(person);
    },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: (_context, client) => resourceOf(client.clientId),
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, _resource, client) => ({
          scope: 'api',
          audience: client.clientId === CITIZEN_CLIENT ? CITIZEN_AUDIENCE : AUDIENCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: TOKEN_SECONDS,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}`, policy: askingOtherKind() },
    renderError: (context, out) => {
      context.type = 'html';
      context.body = errorPage(out.error_description ?? out.error);
    },
    loadExistingGrant: grantToOwnApplication,
    ttl: { AccessToken: TOKEN_SECONDS, IdToken: TOKEN_SECONDS, Session: TOKEN_SECONDS, Interaction: 3600, Grant: TOKEN_SECONDS },
  };
}

/** Whoever is signed in as one of the staff is no citizen yet, and the other way round: they are asked again. */
function askingOtherKind(): ReturnType<typeof interactionPolicy.base> {
  const { base, Check } = interactionPolicy;
  const policy = base();
  policy.get('login')?.checks.add(
    new Check('other_kind', 'Somebody of another kind is signed in', ({ oidc: { client, session } }) => {
      const account = session?.accountId;
      const isOther = account !== undefined && (findCitizen(account) !== undefined) !== (client?.clientId === CITIZEN_CLIENT);
      return isOther ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
    }),
  );
  return policy;
}

function resourceOf(clientId: string): string {
  return clientId === CITIZEN_CLIENT ? LOOK_UP_RESOURCE : API_RESOURCE;
}

/** The clients are our own, so nobody is asked for consent. */
async function grantToOwnApplication(context: KoaContextWithOIDC): Promise<InstanceType<KoaContextWithOIDC['oidc']['provider']['Grant']>> {
  const { client, session, provider } = context.oidc;
  const clientId = client?.clientId ?? WEB_CLIENT;
  const known = session?.grantIdFor(clientId);
  const found = known === undefined ? undefined : await provider.Grant.find(known);
  if (found !== undefined) return found;
  const grant = new provider.Grant({ clientId, ...(session?.accountId === undefined ? {} : { accountId: session.accountId }) });
  grant.addOIDCScope('openid');
  grant.addResourceScope(resourceOf(clientId), 'api');
  await grant.save();
  return grant;
}
