import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { importJWK, SignJWT } from 'jose';
import { Provider } from 'oidc-provider';
import { z } from 'zod';
import { AUDIENCE, CITIZEN_AUDIENCE, CITIZEN_CLIENT, identityConfiguration, TOKEN_SECONDS } from './configuration.js';
import { findCitizen, IDENTITY_CLAIM } from './demo-citizens.js';
import { accountOf, claimsOf, DEMO_ROLES, findByAccount, findDemoPerson, type DemoPerson } from './demo-people.js';
import { ensureIdentityKeys, type IdentityKeys } from './keys.js';
import { CITIZEN_CHOICES, signInPage, STAFF_CHOICES } from './sign-in-page.js';

/** The running sign-in service. */
export type IdentityProvider = {
  readonly url: string;
  readonly audience: string;
  readonly jwksUrl: string;
  /** How citizens sign in here: whose tokens, for whom, and the claim with the identity number. */
  readonly citizens: { readonly clientId: string; readonly audience: string; readonly identityClaim: string };
  readonly stop: () => Promise<void>;
};

/** How the sign-in service is started. */
export type IdentityOptions = {
  readonly port: number;
  /** File of its private keys. */
  readonly keysFile: string;
  /** Origins whose pages may sign people in. */
  readonly webOrigins: readonly string[];
};

const BODY_LIMIT = 10_000;
const tokenRequest = z.object({ role: z.string(), agency: z.string().optional() });

/**
 * Starts the OpenID Connect provider of the one-command stack on the loopback address. For development only: people are
 * chosen from a list, and `POST /dev/token` gives an access token for any of them.
 */
export async function startIdentityProvider(options: IdentityOptions): Promise<IdentityProvider> {
  const keys = await ensureIdentityKeys(options.keysFile);
  const url = `http://127.0.0.1:${String(options.port)}`;
  const provider = new Provider(url, identityConfiguration(keys, options.webOrigins));
  const serveProvider = provider.callback();
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      answer(response, 400, 'text/plain', error instanceof Error ? error.message : 'bad request');
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', url);
    if (pathname === '/dev/token' && request.method === 'POST') {
      await answerToken(request, response, keys, url);
    } else if (pathname.startsWith('/interaction/')) {
      await interact(request, response, provider);
    } else {
      await serveProvider(request, response);
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    url,
    audience: AUDIENCE,
    jwksUrl: `${url}/jwks`,
    citizens: { clientId: CITIZEN_CLIENT, audience: CITIZEN_AUDIENCE, identityClaim: IDENTITY_CLAIM },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => { resolve(); });
        server.closeAllConnections();
      }),
  };
}

async function interact(request: IncomingMessage, response: ServerResponse, provider: Provider): Promise<void> {
  const { uid, prompt, params } = await provider.interactionDetails(request, response);
  // Staff sign in to the application, citizens to its public pages: neither is offered the other's accounts.
  const isCitizens = params['client_id'] === CITIZEN_CLIENT;
  if (prompt.name !== 'login') throw new Error(`This sign-in service cannot ask for "${prompt.name}"`);
  if (request.method !== 'POST') {
    answer(response, 200, 'text/html', signInPage(uid, isCitizens ? CITIZEN_CHOICES : STAFF_CHOICES));
    return;
  }
  const account = new URLSearchParams(await readBody(request)).get('account') ?? '';
  if ((isCitizens ? findCitizen(account) : findByAccount(account)) === undefined) throw new Error(`There is no demo person "${account}"`);
  await provider.interactionFinished(request, response, { login: { accountId: account } }, { mergeWithLastSubmission: false });
}

async function answerToken(request: IncomingMessage, response: ServerResponse, keys: IdentityKeys, issuer: string): Promise<void> {
  const { role, agency } = tokenRequest.parse(JSON.parse(await readBody(request)));
  const person = findDemoPerson(role, agency);
  if (person === undefined) {
    const reason = DEMO_ROLES.includes(role) ? `in "${String(agency)}": name a body of the demo province, such as H99.02` : `with the role "${role}"; there are: ${DEMO_ROLES.join(', ')}`;
    answer(response, 404, 'text/plain', `There is no demo person ${reason}`);
    return;
  }
  answer(response, 200, 'application/json', JSON.stringify({ access_token: await signToken(person, keys, issuer), token_type: 'Bearer' }));
}

async function signToken(person: DemoPerson, keys: IdentityKeys, issuer: string): Promise<string> {
  return new SignJWT({ ...claimsOf(person), scope: 'api', client_id: 'dev-token' })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: keys.signing.kid })
    .setSubject(accountOf(person))
    .setIssuer(issuer)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(`${String(TOKEN_SECONDS)} s`)
    .sign(await importJWK(keys.signing, 'ES256'));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(z.instanceof(Uint8Array).parse(chunk));
    size += bytes.length;
    if (size > BODY_LIMIT) throw new Error('The body is too long');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  if (response.headersSent) {
    response.end();
    return;
  }
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' }).end(body);
}
