import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { Behaviour, behaviourSchema } from './behaviour.js';
import { Journal } from './journal.js';
import { answerWith, bodyOf, takeMessage, tellOf } from './message-gateway.js';
import { page } from './page.js';
import { PortalDesk, type PortalOptions } from './portal/portal-desk.js';
import { smtpSink } from './smtp-sink.js';

/** What a stand-in is started with; port 0 lets the operating system choose. */
export interface StandInOptions {
  readonly host: string;
  readonly port: number;
  readonly smtpPort: number;
  readonly token: string;
  /** Folder of its journal. */
  readonly folder: string;
  readonly now: () => number;
  /** The national portal it stands for as well; absent: it does not. */
  readonly portal?: PortalOptions;
}

/** A mail server, a message gateway and a national portal that keep what they get. */
export interface StandIn {
  readonly url: string;
  readonly smtpUrl: string;
  close(): Promise<void>;
}

const newsSchema = z.strictObject({ key: z.string(), status: z.enum(['delivered', 'failed']), reason: z.string().exactOptional() });

/**
 * Starts the stand-in. Beside the gateway's contract it serves a page of what it took (`/`), the same as JSON (`/kept`), takes
 * orders how to behave (`POST /behaviour`) and what to say became of a message (`POST /news`). The national portal lies under `/portal`.
 * @throws when a port is taken
 */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const journal = new Journal(options.folder);
  const behaviour = new Behaviour();
  const portal = options.portal === undefined ? undefined : new PortalDesk(journal, options.portal, options.now);
  const sink = smtpSink(journal, behaviour, options.now);
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.listen({ host: options.host, port: options.port });
  await once(server, 'listening');
  const mailServer = sink.listen(options.smtpPort, options.host);
  if (!mailServer.listening) await once(mailServer, 'listening');
  const portOf = (listening: { address(): AddressInfo | string | null }): string => String((listening.address() as AddressInfo).port);
  return {
    url: `http://${options.host}:${portOf(server)}`,
    smtpUrl: `smtp://${options.host}:${portOf(mailServer)}`,
    close: async () => {
      behaviour.tell({ mode: 'normal', ms: 0 });
      portal?.release();
      server.closeAllConnections();
      await Promise.all([new Promise((resolve) => server.close(resolve)), new Promise<void>((resolve) => { sink.close(() => { resolve(); }); })]);
      journal.close();
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in');
    const parts = { journal, behaviour, token: options.token, now: options.now };
    const key = /^\/messages\/([^/]+)$/.exec(pathname)?.[1];
    if (portal !== undefined && (pathname === '/portal' || pathname.startsWith('/portal/'))) await portal.answer(request, response, pathname);
    else if (request.method === 'POST' && pathname === '/messages') answerWith(response, await takeMessage(request, parts));
    else if (request.method === 'GET' && key !== undefined) answerWith(response, tellOf(request, decodeURIComponent(key), parts));
    else if (request.method === 'GET' && pathname === '/') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(journal.entries, behaviour.told));
    else if (request.method === 'GET' && pathname === '/kept') answerWith(response, { status: 200, body: kept(searchParams.get('messageId')) });
    else if (request.method === 'GET' && pathname === '/behaviour') answerWith(response, { status: 200, body: { ...behaviour.told, held: behaviour.held } });
    else if (request.method === 'POST' && (pathname === '/behaviour' || pathname === '/news')) answerWith(response, told(pathname, await bodyOf(request)));
    else answerWith(response, { status: 404, body: { code: 'not-found' } });
  }

  function kept(messageId: string | null): object {
    return messageId === null ? journal.entries : journal.entries.filter((entry) => entry.kind === 'mail' && entry.messageId === messageId);
  }

  function told(what: string, body: unknown): { readonly status: number; readonly body: object } {
    const [order, news] = [behaviourSchema.safeParse(body), newsSchema.safeParse(body)];
    if (what === '/behaviour' && order.success) behaviour.tell(order.data);
    else if (what === '/news' && news.success) journal.add({ kind: 'news', at: options.now(), ...news.data });
    else return { status: 400, body: { code: 'invalid-order' } };
    return { status: 200, body: {} };
  }
}
