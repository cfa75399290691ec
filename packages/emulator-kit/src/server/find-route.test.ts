import { describe, expect, it } from 'vitest';
import type { Route } from './exchange.js';
import { buildRouteFinder } from './find-route.js';

function route(method: string, path: string): Route {
  return { method, path, handle: () => ({ status: 200 }) };
}

describe('buildRouteFinder', () => {
  const fixed = route('GET', '/v2/calls');
  const one = route('GET', '/v2/calls/{id}');
  const deep = route('POST', '/v2/calls/{id}/media/{kind}');
  const find = buildRouteFinder([fixed, one, deep]);

  it('finds fixed paths and parameters', () => {
    expect(find('GET', '/v2/calls')).toEqual({ route: fixed, parameters: {} });
    expect(find('GET', '/v2/calls/a%2Fb')).toEqual({ route: one, parameters: { id: 'a/b' } });
    expect(find('POST', '/v2/calls/1/media/video')).toEqual({
      route: deep,
      parameters: { id: '1', kind: 'video' },
    });
  });

  it('keeps a parameter that cannot be decoded', () => {
    expect(find('GET', '/v2/calls/%E0%A4%A')).toMatchObject({ parameters: { id: '%E0%A4%A' } });
  });

  it('tells a wrong method from a wrong path', () => {
    expect(find('DELETE', '/v2/calls')).toBe('wrong-method');
    expect(find('GET', '/v2/calls/')).toBeUndefined();
    expect(find('GET', '/v2/callsX')).toBeUndefined();
    expect(find('GET', '/x/v2/calls')).toBeUndefined();
  });

  it('takes a path literally', () => {
    expect(buildRouteFinder([route('GET', '/a.b')])('GET', '/aXb')).toBeUndefined();
  });
});
