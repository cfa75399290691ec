import { readdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ConfigError } from '@etl/core';
import { describe, expect, it } from 'vitest';
import { buildJsonSchemas, loadConfig, type EmulatedSource } from './index.js';

const CONFIGS = join(import.meta.dirname, '../../../configs');

/** Each in a file of its name, so that another source is another file. */
const SOURCES = readdirSync(join(CONFIGS, 'sources')).map((file) => basename(file, '.yaml'));

/** Whatever sources are configured: each is taken to the emulator of its own package. */
async function optionsOfEmulator({ packageName }: EmulatedSource) {
  const { startSandbox } = (await import(`${packageName}/emulator`)) as {
    startSandbox: () => Promise<{ config: Record<string, unknown>; close: () => Promise<void> }>;
  };
  const sandbox = await startSandbox();
  await sandbox.close();
  return sandbox.config;
}

describe('the shipped configuration', () => {
  const options = {
    directory: CONFIGS,
    importPlugin: (name: string) => import(name) as Promise<unknown>,
    startEmulator: optionsOfEmulator,
  };

  it('loads in the sandbox without a variable', { timeout: 120_000 }, async () => {
    const config = await loadConfig({ ...options, environment: {}, profile: 'sandbox' });
    expect(config.sources.map((source) => source.name)).toEqual(SOURCES);
    expect(config.destination.plugin.name).toBe('duckdb');
    const models = config.sources.map(({ name, transformers }) => [
      name,
      transformers.map((transformer) => transformer.plugin.name),
    ]);
    // In the file of its source: who deletes the file deletes the models with it.
    expect(models).toEqual(config.sources.map(({ name }) => [name, [name]]));
    expect(config.transformers.map(({ plugin }) => plugin.name)).toEqual(['unified']);
  });

  it('loads in production, Gong with its two variables', async () => {
    const gong = { GONG_API_ENDPOINT: 'https://us-1.api.gong.io', GONG_API_KEY: 'key:secret' };
    const environment = {
      ...Object.fromEntries((await usedVariables()).map((name) => [name, 'x'])),
      ...gong,
    };
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

  it('loads in production, HubSpot with its token', async () => {
    const environment = { HUBSPOT_ACCESS_TOKEN: 'pat-na1-token' };
    const config = await loadConfig({ ...options, environment, profile: 'production', source: 'hubspot' });
    expect(config.sources).toMatchObject([
      {
        packageName: '@etl/connector-hubspot',
        schema: 'HUBSPOT_DATA',
        config: { access_token: 'pat-na1-token', api_endpoint: 'https://api.hubapi.com' },
      },
    ]);
    expect(config.secrets).toContain('pat-na1-token');
    expect(config.otherSources).toContainEqual(
      expect.objectContaining({ name: 'gong', schema: 'GONG_DATA' }),
    );
  });

  it.each(SOURCES)('needs no variable of another source when only %s is wanted', async (source) => {
    const own = (await readConfigs()).find(({ path }) => path.endsWith(`${source}.yaml`))!;
    const environment = Object.fromEntries(variablesOf(own.text).map((name) => [name, 'key:secret']));
    const urls = { GONG_API_ENDPOINT: 'https://api.gong.io' };
    const given = { ...options, environment: { ...environment, ...urls }, profile: 'production' };
    await expect(loadConfig({ ...given, source })).resolves.toMatchObject({ sources: [{ name: source }] });
    const error = await loadConfig(given).catch((refused: unknown) => refused as ConfigError);
    const text = error instanceof Error ? `${error.message} ${error.remedy ?? ''}` : '';
    expect(text).toContain('If you do not use this source, delete its file.');
  });

  it('explains every variable in .env.example or where it is used, and points editors at a schema that exists', async () => {
    const example = await readFile(join(CONFIGS, '../.env.example'), 'utf8');
    for (const { path, text } of await readConfigs()) {
      for (const name of variablesOf(text))
        expect(example + text).toMatch(new RegExp(`^(${name}=|\\s*#.*\\b${name}\\b)`, 'm'));
      const schema = /^# yaml-language-server: \$schema=(\S+)$/m.exec(text)?.[1];
      await readFile(join(path, '..', schema!));
    }
  });

  it('has schemas that are those of the packages, as `etl schema` writes them', async () => {
    const loaded = await loadConfig({ ...options, environment: {}, profile: 'sandbox' });
    const { sources, destination, transformers } = loaded;
    const built = buildJsonSchemas({
      connectors: sources.map((source) => source.plugin),
      destinations: [destination.plugin],
      transformers: [...transformers, ...sources.flatMap((source) => source.transformers)].map(
        (transformer) => transformer.plugin,
      ),
    });
    const directory = join(CONFIGS, 'schema');
    const committed = (await readdir(directory)).map(async (file) => [
      file,
      JSON.parse(await readFile(join(directory, file), 'utf8')),
    ]);
    expect(Object.fromEntries(await Promise.all(committed))).toEqual(JSON.parse(JSON.stringify(built)));
  });
});

async function readConfigs() {
  const sources = (await readdir(join(CONFIGS, 'sources'))).map((name) => join('sources', name));
  return Promise.all(
    ['pipeline.yaml', ...sources].map(async (file) => {
      const path = join(CONFIGS, file);
      return { path, text: await readFile(path, 'utf8') };
    }),
  );
}

function variablesOf(text: string): string[] {
  return [...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name!);
}

async function usedVariables(): Promise<string[]> {
  return (await readConfigs()).flatMap(({ text }) => variablesOf(text));
}
