import { z } from 'zod';
import type { ImportPlugin } from '../index.js';

/** The shape of a connector's options, with everything the validation has to cope with. */
export const connectorSchema = z
  .strictObject({
    api_endpoint: z
      .url({ protocol: /^https?$/, error: 'write an http(s) address, e.g. "https://api.example.com"' })
      .default('https://api.example.com')
      .describe('Base URL.'),
    api_token: z
      .string()
      .min(1)
      .meta({ secret: true })
      .refine((token) => token.includes(':'), 'write "key:secret"')
      .optional()
      .describe('API key as `key:secret`.'),
    oauth: z
      .strictObject({ client_id: z.string(), client_secret: z.string().meta({ secret: true }) })
      .optional(),
    start_date: z.iso.date().transform(Date.parse).prefault('2015-01-01').describe('Read nothing before.'),
    workspace_id: z.string().optional(),
    media: z.boolean().default(false).describe('Whether to read recordings.'),
    requests_per_second: z.number().positive().default(3).describe('Most requests per second.'),
    mode: z.enum(['fast', 'thorough']).default('fast'),
  })
  .refine((config) => (config.api_token === undefined) !== (config.oauth === undefined), {
    error: 'write either api_token or oauth',
    path: ['api_token'],
  });

const duckdbSchema = z.strictObject({
  path: z.string().min(1).describe('The database file.'),
  memory_limit: z.string().optional(),
});

const warehouseSchema = z.strictObject({
  account: z.string(),
  password: z.string().meta({ secret: true }),
});

function plugin(name: string, configSchema: z.ZodType): unknown {
  return {
    specificationVersion: 'v1',
    name,
    configSchema,
    create: () => {
      throw new Error('Loading a configuration must not create anything.');
    },
  };
}

const MODULES: Readonly<Record<string, unknown>> = {
  '@etl/connector-gong': { connector: plugin('gong', connectorSchema) },
  '@acme/erp': { connector: plugin('erp', connectorSchema) },
  'acme-connector-crm': { connector: plugin('crm', connectorSchema) },
  '@etl/connector-future': { connector: { specificationVersion: 'v2' } },
  '@etl/connector-empty': {},
  '@etl/destination-duckdb': { destination: plugin('duckdb', duckdbSchema) },
  '@etl/destination-snowflake': { destination: plugin('snowflake', warehouseSchema) },
  '@etl/transformer-calls': {
    transformer: plugin(
      'calls',
      z.strictObject({ source: z.string().default('gong'), depth: z.number().optional() }),
    ),
  },
  '@etl/transformer-mask': {
    transformer: plugin('mask', z.strictObject({ columns: z.array(z.string()).default([]) })),
  },
};

/** Plays a set of installed packages; any other fails the way Node's own import does. */
export const importPlugin: ImportPlugin = (packageName) => {
  if (packageName === '@etl/connector-broken') return Promise.reject(new SyntaxError('Unexpected token'));
  if (Object.hasOwn(MODULES, packageName)) return Promise.resolve(MODULES[packageName]);
  const error = new Error(`Cannot find package '${packageName}' imported from here`);
  return Promise.reject(Object.assign(error, { code: 'ERR_MODULE_NOT_FOUND' }));
};
