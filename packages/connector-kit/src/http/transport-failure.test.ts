import { Redactor, type HttpRequest } from '@etl/core';
import { describe, expect, it } from 'vitest';
import { explainTransportFailure } from './transport-failure.js';

const request: HttpRequest = {
  method: 'GET',
  url: 'https://api.example.com/calls?api_key=hidden',
  headers: {},
  timeout: 1000,
  signal: new AbortController().signal,
};

function explain(code: string, message = 'failed'): ReturnType<typeof explainTransportFailure> {
  const thrown = new Error('outer', { cause: Object.assign(new Error(message), { code }) });
  return explainTransportFailure(thrown, request, { redactor: new Redactor(), maxBodyBytes: 1000 });
}

describe('explainTransportFailure', () => {
  it.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'config', 'certificate_rejected'],
    ['CERT_HAS_EXPIRED', 'config', 'certificate_rejected'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'config', 'certificate_rejected'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'config', 'certificate_rejected'],
    ['EAI_AGAIN', 'transient', 'host_not_found'],
    ['EPIPE', 'transient', 'connection_reset'],
    ['ETIMEDOUT', 'transient', 'timeout'],
    ['EHOSTUNREACH', 'transient', 'network_failure'],
    ['HPE_INVALID_CONSTANT', 'transient', 'network_failure'],
  ])('reads %s, wherever it stands in the chain of causes', (code, kind, expected) => {
    const error = explain(code);
    expect(error).toMatchObject({ kind, code: expected });
    expect(error.message).toContain(code);
    expect(error.message).toContain('https://api.example.com/calls?api_key=***');
    expect(error.cause).toBeUndefined();
  });

  it('does not stumble over what is no error at all, or over causes in a circle', () => {
    const circle = new Error('a');
    circle.cause = circle;
    for (const thrown of ['text', undefined, circle]) {
      const error = explainTransportFailure(thrown, request, { redactor: undefined, maxBodyBytes: 1000 });
      expect(error).toMatchObject({ code: 'network_failure' });
      expect(error.message).toContain('unknown');
    }
  });
});
