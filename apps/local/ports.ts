import { createServer } from 'node:net';

/** Whether a server may listen on the port of the loopback address now. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await listenBriefly(port)) === port;
}

/** Clients' ends of connections get their ports from 32768 up on Linux and from 49152 up elsewhere. */
const [LOWEST_PORT, PORTS] = [15_000, 17_000];
const TRIES = 1_000;

/**
 * A free port of the loopback address for a server. It is none the system gives to clients: between now and when it is listened on, or while its server is
 * killed and started again, one of those that ask for the server over and over could be given it, and would then hold it, or even meet itself there.
 */
export async function findFreePort(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = LOWEST_PORT + Math.floor(Math.random() * PORTS);
    if (await isPortFree(port)) return port;
  }
  throw new Error(`No free port was found on 127.0.0.1 between ${String(LOWEST_PORT)} and ${String(LOWEST_PORT + PORTS)}`);
}

/** The first of the wished ports that is free, else another one that is. */
export async function choosePort(...wished: readonly (number | undefined)[]): Promise<number> {
  for (const port of wished) {
    if (port !== undefined && (await isPortFree(port))) return port;
  }
  return findFreePort();
}

function listenBriefly(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(undefined);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : undefined);
      });
    });
  });
}
