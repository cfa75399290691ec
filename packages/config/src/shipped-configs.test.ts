import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildJsonSchemas, loadConfig } from './index.js';

const CONFIGS = join(import.meta.dirname, '../../../configs');

describe('the shipped configuration', () => {
  const options = {
    directory: CONFIGS,
    importPlugin: (name: string) => import(name) as Promise<unknown>,
    startEmulator: () => Promise.resolve({ api_endpoint: 'http://127.0.0.1:4711', api_token: 'key:secret' }),
  };

  it('loads in the sandbox without a variable', async () => {
    const config = await loadConfig({ ...options, environment: {}, profile: 'sandbox' });
    expect(config.sources.map((source) => source.name)).toContain('gong');
    expect(config.destination.plugin.name).toBe('duckdb');
  });

  it('loads in production with the two variables of Gong', async () => {
    const environment = { GONG_API_ENDPOINT: 'https://us-1.api.gong.io', GONG_API_KEY: 'key:secret' };
    const config = await loadConfig({ ...options, environment, profile: 'production' });
    expect(config.sources.find((source) => source.name === 'gong')).toMatchObject({
      packageName: '@etl/connector-gong',
      schema: 'GONG_DATA',
      selection: { tables: ['calls', 'transcripts', 'users'] },
      config: { api_endpoint: 'https://us-1.api.gong.io', start_date: Date.UTC(2024, 0, 1) },
    });
    expect(config.destination.plugin.name).toBe('duckdb');
    expect(config.destination.config).toMatchObject({ path: 'warehouse.duckdb' });
  });

  it('names in .env.example every variable it uses, and points editors at a schema that exists', async () => {
    const example = await readFile(join(CONFIGS, '../.env.example'), 'utf8');
    const files = [
      'pipeline.yaml',
      ...(await readdir(join(CONFIGS, 'sources'))).map((name) => `sources/${name}`),
    ];
    for (const file of files) {
      const text = await readFile(join(CONFIGS, file), 'utf8');
      for (const [, name] of text.matchAll(/\$\{(\w+)/g))
        expect(example).toMatch(new RegExp(`^${name!}=`, 'm'));
      const schema = /^# yaml-language-server: \$schema=(\S+)$/m.exec(text)?.[1];
      await readFile(join(CONFIGS, file, '..', schema!));
    }
  });

  it('has schemas that are those of the packages, as `etl schema` writes them', async () => {
    const { sources, destination } = await loadConfig({ ...options, environment: {}, profile: 'sandbox' });
    const built = buildJsonSchemas({
      connectors: sources.map((source) => source.plugin),
      destinations: [destination.plugin],
      transformers: [],
    });
    const directory = join(CONFIGS, 'schema');
    const committed = (await readdir(directory)).map(async (file) => [
      file,
      JSON.parse(await readFile(join(directory, file), 'utf8')),
    ]);
    expect(Object.fromEntries(await Promise.all(committed))).toEqual(JSON.parse(JSON.stringify(built)));
  });
});
