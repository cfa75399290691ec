import { describe, expect, it } from 'vitest';
import { explainTokenFailure, readToken } from './token-response.js';

describe('token response', () => {
  it('A1: carries the base URL of the company and the next refresh token', () => {
    const text = JSON.stringify({
      access_token: 'a',
      refresh_token: 'r',
      expires_in: 86_400,
      token_type: 'bearer',
      scope: 'api:users:read',
      api_base_url_for_customer: 'https://company-17.api.gong.io',
    });

    expect(readToken(text, 1000)).toEqual({
      accessToken: 'a',
      refreshToken: 'r',
      expiresAt: 86_401_000,
      details: { api_base_url: 'https://company-17.api.gong.io' },
    });
  });

  it('A1: keeps the old refresh token and asks until refused when Gong says no more', () => {
    expect(readToken('{"access_token":"a"}', 1000)).toEqual({ accessToken: 'a' });
  });

  it.each([
    ['{}', 'access_token'],
    ['{"access_token":""}', 'access_token'],
    ['{"access_token":"a","api_base_url_for_customer":"company-17"}', 'api_base_url_for_customer'],
  ])('%s is an error that names the field', (text, field) => {
    expect(() => readToken(text, 0)).toThrow(
      expect.objectContaining({ code: 'gong_unreadable_token', message: expect.stringContaining(field) }),
    );
  });

  it('other refusals keep their usual meaning', () => {
    const http = { method: 'POST', url: 'https://app.gong.io/oauth2/generate-customer-token', status: 500 };

    expect(explainTokenFailure({ status: 500, headers: {}, text: '{}', http })).toBeUndefined();
  });
});
