import type { Route } from './exchange.js';

/** A route and the values of the parameters in its path. */
export interface FoundRoute {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Builds a look-up over routes; the first route that fits wins, so fixed paths go before parameters.
 *
 * The look-up answers `wrong-method` when only the method differs, and `undefined` when no path fits.
 */
export function buildRouteFinder(
  routes: readonly Route[],
): (method: string, path: string) => FoundRoute | 'wrong-method' | undefined {
  const compiled = routes.map((route) => ({ route, pattern: compilePath(route.path) }));
  return (method, path) => {
    let pathExists = false;
    for (const { route, pattern } of compiled) {
      const match = pattern.exec(path);
      if (match === null) continue;
      if (route.method === method) return { route, parameters: decodeParameters(match.groups ?? {}) };
      pathExists = true;
    }
    return pathExists ? 'wrong-method' : undefined;
  };
}

function compilePath(path: string): RegExp {
  const source = path
    .split('/')
    .map((segment) =>
      segment.startsWith('{') ? `(?<${segment.slice(1, -1)}>[^/]+)` : escapePattern(segment),
    )
    .join('/');
  return new RegExp(`^${source}$`);
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function decodeParameters(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeSegment(value)]));
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
