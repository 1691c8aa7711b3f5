import type { IncomingMessage, ServerResponse } from 'node:http';
import { Behaviour, behaviourSchema } from '../behaviour.js';
import type { Journal } from '../journal.js';
import { answerWith, bodyOf, type GatewayAnswer } from '../message-gateway.js';
import type { ListedProcedure } from './checks.js';
import { servePortal } from './portal.js';
import { portalPage } from './portal-page.js';
import { type Inward, pushInward, pushSchema } from './push.js';
import { PortalRegister } from './register.js';

/** What the national portal is stood in for with. */
export interface PortalOptions {
  /** Token its callers bear. */
  readonly token: string;
  /** Procedures it has; absent: it takes any code. */
  readonly procedures?: ReadonlyMap<string, ListedProcedure>;
  /** Where it hands filings on to; absent: nowhere. */
  readonly inward?: Inward;
}

const SERVICE = /^\/portal\/services\/([A-Za-z]+)$/;

/**
 * The national portal of a development machine: its services (`POST /portal/services/{name}`), a page of what came (`/portal`), the same
 * as JSON (`/portal/kept`), orders how to behave (`POST /portal/behaviour`), and filings handed on (`POST /portal/push`).
 */
export class PortalDesk {
  readonly #behaviour = new Behaviour();
  readonly #register: PortalRegister;

  constructor(
    private readonly journal: Journal,
    private readonly options: PortalOptions,
    private readonly now: () => number,
  ) {
    this.#register = new PortalRegister(journal);
  }

  /** Whatever it holds goes on. */
  release(): void {
    this.#behaviour.tell({ mode: 'normal', ms: 0 });
  }

  async answer(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> {
    const service = SERVICE.exec(pathname)?.[1];
    const { method } = request;
    if (method === 'POST' && service !== undefined) {
      const { token, procedures } = this.options;
      answerWith(response, await servePortal(request, service, { register: this.#register, behaviour: this.#behaviour, token, now: this.now, procedures }));
    } else if (method === 'GET' && pathname === '/portal') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(portalPage(this.journal.entries, this.#behaviour.told));
    } else if (method === 'GET' && pathname === '/portal/kept') {
      answerWith(response, { status: 200, body: this.journal.entries.filter((entry) => entry.kind === 'portal-taken' || entry.kind === 'portal-filed' || (entry.kind === 'turned-away' && entry.by === 'portal')) });
    } else if (method === 'GET' && pathname === '/portal/behaviour') {
      answerWith(response, { status: 200, body: { ...this.#behaviour.told, held: this.#behaviour.held } });
    } else if (method === 'POST' && (pathname === '/portal/behaviour' || pathname === '/portal/push')) {
      answerWith(response, await this.#told(pathname, await bodyOf(request)));
    } else {
      answerWith(response, { status: 404, body: { code: 'not-found' } });
    }
  }

  async #told(what: string, body: unknown): Promise<GatewayAnswer> {
    const [order, push] = [behaviourSchema.safeParse(body), pushSchema.safeParse(body)];
    const { inward } = this.options;
    if (what === '/portal/behaviour' && order.success) {
      this.#behaviour.tell(order.data);
      return { status: 200, body: {} };
    }
    if (what === '/portal/push' && push.success && inward !== undefined) {
      return pushInward(push.data, { register: this.#register, inward, now: this.now });
    }
    return { status: 400, body: { code: inward === undefined && what === '/portal/push' ? 'nowhere-to-push' : 'invalid-order' } };
  }
}
