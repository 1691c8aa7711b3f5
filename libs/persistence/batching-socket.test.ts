import { once } from 'node:events';
import { type AddressInfo, createServer, Socket } from 'node:net';
import { expect, test } from 'vitest';
import { batchingSocket } from './batching-socket.js';

/** What a socket hands to the system, piece by piece. */
function watch(socket: Socket): string[] {
  const pieces: string[] = [];
  const writev = socket._writev?.bind(socket);
  socket._writev = (chunks, done) => {
    pieces.push(chunks.map(({ chunk }) => String(chunk)).join(''));
    writev?.(chunks, done);
  };
  return pieces;
}

test('what is written in one turn leaves in one piece and in order, what is written in the next in another', async () => {
  const received: string[] = [];
  const server = createServer((peer) => peer.on('data', (data) => received.push(String(data)))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = batchingSocket();
  if (!(socket instanceof Socket)) throw new Error('not a socket');
  socket.connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  const pieces = watch(socket);
  for (const statement of ['parse ', 'bind ', 'sync ']) {
    socket.cork();
    socket.write(statement);
    socket.uncork();
  }
  await new Promise((resolve) => setImmediate(resolve));
  socket.write('parse ');
  socket.write('sync ');
  socket.end();
  await once(socket, 'close');
  expect(pieces).toEqual(['parse bind sync ', 'parse sync ']);
  expect(received.join('')).toBe('parse bind sync parse sync ');
  server.close();
});
