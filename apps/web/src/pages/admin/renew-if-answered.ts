import { isRefusal } from '../../api/client.js';

/**
 * What becomes of a form's key after an error: a new one once the server has refused; the same one after a lost answer or a fault of the server (5xx), where what was sent may have been done,
 * so that pressing again does nothing twice.
 */
export function renewIfAnswered(renew: () => void): (error: unknown) => void {
  return (error) => { if (isRefusal(error)) renew(); };
}
