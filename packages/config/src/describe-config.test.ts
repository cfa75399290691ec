import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { load, PIPELINE, SOURCE, writeProject } from './__fixtures__/project.js';
import { describeConfig } from './index.js';

const ENVIRONMENT = {
  GONG_ACCESS: 'access-part-of-key',
  GONG_SECRET: 'secret-part-of-key',
  WAREHOUSE_PASSWORD: 'pass/word+with "quotes"',
  CLIENT: 'some client secret',
  WORKSPACE: 'visible',
};

describe('describeConfig', () => {
  it('shows what is in force, and no credential in any form it may be written in', async () => {
    const root = await writeProject({
      'configs/pipeline.yaml': `name: main
destination: { type: snowflake, config: { account: acme, password: '\${WAREHOUSE_PASSWORD}' } }
concurrency: 2
schedule: 0 6 * * *
transformers: [{ type: mask, config: { columns: [email, '\${GONG_SECRET}'] } }]
`,
      'configs/sources/gong.yaml': SOURCE.replace(
        "api_token: 'access:hush-hush'",
        "api_token: '${GONG_ACCESS}:${GONG_SECRET}'\n    workspace_id: '${WORKSPACE}'",
      ),
      'configs/sources/other.yaml': `source:
  name: other
  connector: gong
  config: { oauth: { client_id: me, client_secret: '\${CLIENT}' } }
  transformers: [mask]
`,
    });
    const config = await load(root, { environment: ENVIRONMENT });
    const description = describeConfig(config);
    expect(description).toEqual({
      name: 'main',
      profile: 'production',
      sources: [
        {
          name: 'gong',
          connector: {
            package: '@etl/connector-gong',
            config: { api_token: '***', workspace_id: 'visible' },
          },
          schema: 'GONG_DATA',
          selection: {},
          accept_missing_scopes: [],
          transformers: [],
        },
        {
          name: 'other',
          connector: {
            package: '@etl/connector-gong',
            config: { oauth: { client_id: 'me', client_secret: '***' } },
          },
          schema: 'other',
          selection: {},
          accept_missing_scopes: [],
          transformers: [{ package: '@etl/transformer-mask', config: {} }],
        },
      ],
      destination: { package: '@etl/destination-snowflake', config: { account: 'acme', password: '***' } },
      transformers: [{ package: '@etl/transformer-mask', config: { columns: ['email', '***'] } }],
      concurrency: 2,
      deletion_brake: { share: 0.1, rows: 100 },
      schedule: { kind: 'cron', expression: '0 6 * * *' },
    });
    const printed = inspect(description, { depth: null }) + JSON.stringify(description);
    for (const secret of Object.values(ENVIRONMENT).filter((value) => value !== 'visible')) {
      expect(config.secrets).toContain(secret);
      expect(printed).not.toContain(secret);
      expect(printed).not.toContain(Buffer.from(secret).toString('base64'));
    }
  });

  it('masks what is too short to be searched for, by its place', async () => {
    const root = await writeProject({
      'configs/sources/gong.yaml': SOURCE.replace('access:hush-hush', 'a:b'),
    });
    expect(JSON.stringify(describeConfig(await load(root)))).not.toContain('a:b');
  });

  it('masks the credentials of the sandbox too', async () => {
    const root = await writeProject({ 'configs/pipeline.yaml': PIPELINE });
    const config = await load(root, { profile: 'sandbox' });
    expect(JSON.stringify(describeConfig(config))).not.toContain('emulator:credential');
  });
});
