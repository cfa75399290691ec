import { readRecords } from '@etl/connector-kit';
import { describe, expect, it } from 'vitest';
import { startAccount } from './__fixtures__/account.js';
import { callId, sampleCall } from './__fixtures__/sample-records.js';
import { startSandbox } from './emulator/index.js';
import { gong } from './gong.js';

describe('gong', () => {
  it('reads with `for await`, alone', async () => {
    const { emulator } = await startAccount();
    emulator.calls.add(sampleCall(1, '2026-02-10T10:00:00Z'));
    const source = gong({
      api_endpoint: emulator.apiEndpoint,
      api_token: emulator.apiToken,
      requests_per_second: 100,
    });

    const titles: unknown[] = [];
    for await (const call of readRecords(source, 'calls', { since: '2026-02-01', until: '2026-03-01' })) {
      titles.push((call.metaData as { title?: unknown }).title);
    }
    const transcripts = readRecords(source, 'calls', {
      table: 'transcripts',
      since: '2026-02-01',
      until: '2026-03-01',
    });
    const { value } = await transcripts.next();

    expect(titles).toEqual(['Call 1']);
    expect(value).toMatchObject({ callId: callId(1) });
  });

  it('says what is wrong with the options, without the secret', () => {
    const attempt = (): unknown => gong({ api_token: 'not-a-pair-of-secrets' });

    expect(attempt).toThrow(/api_token/);
    expect(attempt).toThrow(expect.objectContaining({ kind: 'config', code: 'invalid_config' }));
    expect(attempt).not.toThrow(/not-a-pair-of-secrets/);
  });

  it('reads everything there is in the sandbox', async () => {
    const sandbox = await startSandbox({ now: Date.parse('2026-02-27') });
    try {
      const source = gong({ ...sandbox.config, start_date: '2025-10-01', requests_per_second: 1000 });
      let calls = 0;
      for await (const call of readRecords(source, 'calls', { until: '2026-02-28' }))
        calls += call.metaData ? 1 : 0;
      expect(calls).toBe(sandbox.emulator.calls.size);
    } finally {
      await sandbox.close();
    }
  });
});
