import type { Connector, DestinationPlugin, TransformerPlugin } from '@etl/core';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { importPlugin } from '../__fixtures__/plugins.js';
import { PIPELINE, PLAN, SOURCE } from '../__fixtures__/project.js';
import { buildJsonSchemas } from './build-json-schemas.js';

const modules = await Promise.all(
  [
    '@etl/connector-gong',
    '@etl/destination-duckdb',
    '@etl/destination-snowflake',
    '@etl/transformer-mask',
  ].map((name) => importPlugin(name) as Promise<Record<string, unknown>>),
);
const pick = <Plugin>(kind: string): Plugin[] =>
  modules.filter((module) => kind in module).map((module) => module[kind] as Plugin);

const schemas = buildJsonSchemas({
  connectors: pick<Connector>('connector'),
  destinations: pick<DestinationPlugin>('destination'),
  transformers: pick<TransformerPlugin>('transformer'),
});

function accepts(schema: unknown, yaml: string): boolean {
  const withoutConditions = JSON.parse(
    JSON.stringify(schema, (key, value: unknown) => (key === 'allOf' ? undefined : value)),
  );
  return z.fromJSONSchema(withoutConditions).safeParse(parse(yaml)).success;
}

describe('buildJsonSchemas', () => {
  it('has one for the pipeline and one for each connector', () => {
    expect(Object.keys(schemas)).toEqual(['pipeline.json', 'source-gong.json']);
    for (const schema of Object.values(schemas)) {
      expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
      expect(JSON.stringify(schema).match(/\$schema/g)).toHaveLength(1);
    }
  });

  it('accepts what loads, variables included', () => {
    const source = schemas['source-gong.json'];
    expect(accepts(source, SOURCE)).toBe(true);
    expect(accepts(source, PLAN)).toBe(true);
    const options =
      "start_date: '${START}'\n    media: '${MEDIA:-true}'\n    requests_per_second: '${RATE}'\n    mode: '${MODE}'";
    expect(accepts(source, SOURCE.replace('api_token:', `${options}\n    api_token:`))).toBe(true);
    expect(accepts(schemas['pipeline.json'], `${PIPELINE}concurrency: '\${STREAMS:-4}'\n`)).toBe(true);
  });

  it.each([
    ['api_token', 'api_tokn'],
    ['api_token:', 'media: yes please\n    api_token:'],
    ['api_token:', 'start_date: tomorrow\n    api_token:'],
    ['api_token:', 'mode: thorogh\n    api_token:'],
    ['type: api', 'type: rest'],
    ['name: gong', 'nam: gong'],
    ['schema: GONG_DATA', 'table: calls'],
  ])('refuses what does not: %s changed into %s', (from, to) => {
    expect(accepts(schemas['source-gong.json'], SOURCE.replace(from, to))).toBe(false);
  });

  it('describes every key, for editors to show', () => {
    const source = schemas['source-gong.json']!.properties!.source!.properties!;
    expect(source.name!.description).toMatch(/^Name of the source\./);
    const options = source.config!.properties!;
    expect(options.start_date!.description).toBe('Read nothing before.');
    expect(options.api_token!.description).toBe('API key as `key:secret`.');
  });

  it('describes the options of a destination and a transformer by its type', () => {
    const properties = schemas['pipeline.json']?.properties;
    const conditions = properties?.destination?.allOf ?? [];
    expect(conditions).toMatchObject([
      {
        if: { properties: { type: { const: 'duckdb' } }, required: ['type'] },
        then: { properties: { config: { properties: { path: { description: 'The database file.' } } } } },
      },
      { if: { properties: { type: { const: 'snowflake' } } } },
    ]);
    const profile = properties?.profiles?.additionalProperties;
    expect(profile).toMatchObject({ properties: { destination: { allOf: conditions } } });
    expect(JSON.stringify(properties?.transformers)).toContain('"const":"mask"');
    expect(JSON.stringify(schemas['source-gong.json'])).toContain('"const":"mask"');
  });
});
