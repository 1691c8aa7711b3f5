import { Agent, type OutgoingHttpHeaders, request } from 'node:http';

/** An answer with its body as text. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/** Sends JSON over connections that stay open, at little cost: the bench shares its machine with what it measures. */
export class HttpDesk {
  readonly #agent = new Agent({ keepAlive: true });

  constructor(private readonly url: string) {}

  /** Posts `content` under an idempotency key as the bearer of a token. */
  post(path: string, token: string, key: string, content: object): Promise<HttpAnswer> {
    const sent = Buffer.from(JSON.stringify(content), 'utf8');
    return this.#send('POST', path, { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': sent.length, 'idempotency-key': key }, sent);
  }

  /** Asks for a path as the bearer of a token. */
  get(path: string, token: string): Promise<HttpAnswer> {
    return this.#send('GET', path, { authorization: `Bearer ${token}` });
  }

  #send(method: string, path: string, headers: OutgoingHttpHeaders, sent?: Buffer): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const going = request(`${this.url}${path}`, { method, headers, agent: this.#agent }, (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(pieces).toString('utf8') });
        });
        response.on('error', reject);
      });
      going.on('error', reject);
      going.end(sent);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
