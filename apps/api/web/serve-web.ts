import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Addresses that are not pages of the web application. */
const NOT_PAGES = /^\/(api|health|assets|metrics|app-config\.json|favicon\.svg)(\/|$)/;
const INDEX = '/index.html';
const SECONDS_A_YEAR = 31_536_000;

/** What a request asks for, as Node received it. */
interface Asked {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/**
 * Which address answers a request: every page of the web application is the same document, whose script shows the page its
 * address names. A dossier's code has dots, so what is a file is not told by the look of an address.
 */
export function addressOf({ method, url = '/', headers }: Asked): string {
  const isPage = (method === 'GET' || method === 'HEAD') && String(headers['accept'] ?? '').includes('text/html') && !NOT_PAGES.test(url);
  return isPage ? INDEX : url;
}

/**
 * Serves the built web application at `/`. Its scripts bear their content's hash and are kept by browsers for a year; the document that
 * names them is asked for each time. Scripts, styles and connections may only be our own and the sign-in services'.
 * @param folder what `scripts/web.mjs` built
 * @throws when nothing was built there
 */
export async function serveWeb(app: NestFastifyApplication, { folder, issuers }: { readonly folder: string; readonly issuers: readonly string[] }): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(`The web application is not built: ${folder} has no index.html (npm run build)`);
  }
  const policy = contentPolicy([...new Set(issuers.map((issuer) => new URL(issuer).origin))].join(' '));
  await app.getHttpAdapter().getInstance().register(fastifyStatic, {
    root: folder,
    prefix: '/',
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (response, path) => {
      response.header('cache-control', path.includes('/assets/') ? `public, max-age=${String(SECONDS_A_YEAR)}, immutable` : 'no-cache');
      if (path.includes('.html')) response.header('content-security-policy', policy);
    },
  });
}

/** Ant Design writes its styles into the page, so styles in the page are allowed; scripts are not. Letters are shown from memory (`blob:`). */
function contentPolicy(signIn: string): string {
  return [
    `default-src 'self'`,
    `connect-src 'self' ${signIn}`,
    `img-src 'self' data: blob:`,
    `style-src 'self' 'unsafe-inline'`,
    `frame-src blob:`,
    `worker-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self' ${signIn}`,
    `frame-ancestors 'none'`,
  ].join('; ');
}
