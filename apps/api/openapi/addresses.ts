import { ROUTES } from './routes.js';
import type { RouteDescription } from './route.js';

const PATTERNS = ROUTES.map(({ method, path }) => ({ method: method.toUpperCase(), pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`) }));
const BY_ADDRESS = new Map(ROUTES.map((route) => [addressOf(route.method, route.path.replaceAll(/\{(\w+)\}/g, ':$1')), route]));

/** Methods an address takes; none when nothing stands there. `url` may end with a query. */
export function methodsAt(url: string): readonly string[] {
  const [path = ''] = url.split('?');
  return PATTERNS.filter(({ pattern }) => pattern.test(path)).flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
}

/** The description of the route that handles a request; `pattern` is the route's path as the framework writes it. */
export function routeAt(method: string, pattern: string): RouteDescription | undefined {
  return BY_ADDRESS.get(addressOf(method === 'HEAD' ? 'GET' : method, pattern));
}

function addressOf(method: string, pattern: string): string {
  return `${method.toUpperCase()} ${pattern}`;
}
