import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/**
 * A socket that hands everything written in one turn of the event loop to the system at once: statements called together
 * then leave in one piece instead of one system call each.
 */
export function batchingSocket(): Duplex {
  const socket = new Socket();
  // Connecting gives a socket the write of its class again, so ours comes after.
  socket.once('connect', () => {
    holdWithinTurn(socket);
  });
  return socket;
}

function holdWithinTurn(socket: Socket): void {
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  let isHeld = false;
  const release = (): void => {
    isHeld = false;
    socket.uncork();
  };
  socket.write = (...args: unknown[]): boolean => {
    if (!isHeld) {
      isHeld = true;
      socket.cork();
      process.nextTick(release);
    }
    return write(...args);
  };
}
