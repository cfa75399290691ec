import type { Stream, Table } from '@etl/core';
import { requireEqual, requireThat } from '../../check/conformance-check.js';
import { listConfigProperties, maskSecrets } from '../config-schema.js';
import { connectorCheck } from '../connector-check.js';
import { turnEventLoop } from '../settle.js';

const SNAKE_CASE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

function requireUnique(names: readonly string[], what: string): void {
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  requireThat(twice.length === 0, () => `${what} are not unique: ${twice.join(', ')}.`);
}

function requireNames(names: readonly string[], what: string): void {
  requireUnique(names, what);
  const odd = names.filter((name) => !SNAKE_CASE.test(name));
  requireThat(odd.length === 0, () => `${what} are not snake_case: ${odd.join(', ')}.`);
}

function requireTable(table: Table): void {
  const place = `Table ${table.name}`;
  requireNames(
    table.fields.map(({ name }) => name),
    `${place}: columns`,
  );
  const reserved = table.fields.filter(({ name }) => name.startsWith('_etl'));
  requireThat(reserved.length === 0, () => `${place} has columns named like metadata.`);
  for (const field of table.fields) {
    requireThat(field.path.length > 0, () => `${place}: column ${field.name} has an empty path.`);
    requireThat(
      (field.description ?? '').length > 0,
      () => `${place}: column ${field.name} has no description.`,
    );
  }
  requireThat(table.primaryKey.length > 0, () => `${place} has no primary key.`);
  requireUnique(table.primaryKey, `${place}: parts of the primary key`);
  for (const name of table.primaryKey) {
    const type = table.fields.find((field) => field.name === name)?.type;
    requireEqual(type, 'string', `${place}: type of the primary key's column ${name}`);
  }
  requireVersion(table);
}

function requireVersion(table: Table): void {
  if (table.version === undefined) return;
  const type = table.fields.find(({ name }) => name === table.version)?.type;
  requireThat(
    type === 'timestamp' || type === 'integer',
    () =>
      `Table ${table.name}: the version ${table.version ?? ''} is a ${type ?? 'missing column'}, not a timestamp or an integer.`,
  );
}

function requireStream(stream: Stream): void {
  requireThat((stream.description ?? '').length > 0, () => `Stream ${stream.name} has no description.`);
  requireThat(stream.tables.length > 0, () => `Stream ${stream.name} fills no table.`);
  for (const table of stream.tables) requireTable(table);
}

export const shapeChecks = [
  connectorCheck(
    'connector_is_described',
    'a connector that cannot be found by name or written into YAML',
    async ({ driver }) => {
      const { connector } = driver;
      requireEqual(connector.specificationVersion, 'v1', 'Specification version');
      requireThat(
        /^[a-z][a-z0-9-]*$/.test(connector.name),
        () => `The name ${connector.name} is not lower-case.`,
      );
      for (const { path, description } of listConfigProperties(connector.configSchema)) {
        const place = `Option ${path.join('.')}`;
        requireThat(SNAKE_CASE.test(path.at(-1) ?? ''), () => `${place} is not snake_case.`);
        requireThat((description ?? '').length > 0, () => `${place} has no description.`);
      }
    },
  ),
  connectorCheck(
    'secrets_are_marked',
    'credentials that show when the configuration is printed',
    async ({ driver, vendor }) => {
      const properties = listConfigProperties(driver.connector.configSchema);
      const printed = JSON.stringify(maskSecrets(vendor.config, properties));
      const shown = vendor.secrets.filter((secret) => printed.includes(JSON.stringify(secret).slice(1, -1)));
      requireThat(
        shown.length === 0,
        () =>
          `A credential stands in an option that is not marked secret: ${printed.length} characters printed show ${shown.length} of them.`,
      );
      requireThat(
        vendor.secrets.length === 0 || properties.some(({ secret }) => secret),
        () => 'The driver has credentials, and no option is marked secret.',
      );
    },
  ),
  connectorCheck('create_makes_no_request', 'I/O before anybody asked for it', async (bench) => {
    const opened = bench.openSource();
    await turnEventLoop();
    requireEqual(opened.transport.started, 0, 'Exchanges begun by create');
    requireEqual(bench.vendor.requests(), 0, 'Requests made by create');
  }),
  connectorCheck(
    'streams_are_well_formed',
    'tables without a key, columns that collide, names that no database takes',
    async (bench) => {
      const streams = await bench.streams();
      requireThat(streams.length > 0, () => 'The source has no stream.');
      requireNames(
        streams.map(({ name }) => name),
        'Stream names',
      );
      requireNames(
        streams.flatMap(({ tables }) => tables.map(({ name }) => name)),
        'Table names of all streams',
      );
      for (const stream of streams) requireStream(stream);
    },
  ),
  connectorCheck(
    'streams_are_stable',
    'names that change between two runs, so that state is lost',
    async (bench) => {
      const describe = (streams: readonly Stream[]) =>
        streams.map(({ name, tables }) => [
          name,
          tables.map((table) => [table.name, table.primaryKey, table.fields.map((field) => field.name)]),
        ]);
      requireEqual(
        describe(await bench.streams()),
        describe(await bench.streams()),
        'Streams the second time',
      );
    },
  ),
  connectorCheck('check_names_the_account', 'a check that proves nothing', async (bench) => {
    const opened = bench.openSource();
    const report = await opened.source.check(new AbortController().signal);
    requireThat(report.account.length > 0, () => 'The report names no account.');
    requireThat(bench.vendor.requests() > 0, () => 'The check asked the vendor nothing.');
    const printed = JSON.stringify(report);
    requireThat(
      !bench.vendor.secrets.some((secret) => printed.includes(secret)),
      () => 'The report shows a credential.',
    );
  }),
];
