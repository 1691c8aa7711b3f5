import { createServer } from 'node:net';

/** Whether a server may listen on the port of the loopback address now. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await listenBriefly(port)) === port;
}

/** A port of the loopback address that the operating system says is free. */
export async function findFreePort(): Promise<number> {
  const port = await listenBriefly(0);
  if (port === undefined) throw new Error('The operating system gave no free port on 127.0.0.1');
  return port;
}

/** The first of the wished ports that is free, else one from the operating system. */
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
