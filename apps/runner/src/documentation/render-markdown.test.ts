import { describe, expect, it } from 'vitest';
import { documentModelTable, documentTable } from './documented-table.js';
import { renderTable, writePath } from './render-markdown.js';

const capabilities = {
  dialect: 'test',
  maxIdentifierLength: 63,
  preferredCommitRecords: 1,
  concurrentCommits: true,
  columnTypes: {
    string: 'TEXT',
    integer: 'INT8',
    number: 'FLOAT8',
    decimal: 'NUMERIC',
    boolean: 'BOOL',
    timestamp: 'TIMESTAMPTZ',
    date: 'DATE',
    json: 'JSONB',
  },
  metadataColumns: [
    { name: '_etl_hash', type: 'string', description: 'the hash' },
    { name: '_etl_version', type: 'string', description: 'the version', onlyWithVersion: true },
  ],
} as const;

describe('a stream’s table as Markdown', () => {
  it('tells types, keys, version, vendor fields and personal data, and keeps the grid whole', () => {
    const table = {
      name: 'people',
      description: 'People.',
      primaryKey: ['id'],
      version: 'changed',
      fields: [
        { name: 'id', path: ['meta', 'id'], type: 'string', description: 'A | B,\n  or C.' },
        { name: 'changed', path: ['changed.at'], type: 'timestamp', pii: true },
      ],
    } as const;
    const document = documentTable(table, { schema: 'CRM', filledBy: 'stream crm.people' }, capabilities);
    expect(renderTable(document, 'test')).toBe(
      [
        '# CRM.people',
        'People.',
        'Filled by stream crm.people. Types as in test. Key: `id`. Version: `changed`; an older one never replaces a newer one.',
        [
          '| column | type | meaning | vendor field | notes |',
          '| --- | --- | --- | --- | --- |',
          '| `id` | `TEXT` | A \\| B, or C. | `meta.id` | key |',
          '| `changed` | `TIMESTAMPTZ` |  | `["changed.at"]` | version, personal data |',
        ].join('\n'),
        '## Columns beside the fields',
        [
          '| column | type | what it holds |',
          '| --- | --- | --- |',
          '| `_etl_hash` | `TEXT` | the hash |',
          '| `_etl_version` | `TEXT` | the version |',
        ].join('\n'),
      ].join('\n\n') + '\n',
    );
  });

  it('leaves the version’s column to tables that have one', () => {
    const table = { name: 'notes', primaryKey: ['id'], fields: [] };
    const { metadata } = documentTable(table, { schema: 'CRM', filledBy: 'x' }, capabilities);
    expect(metadata.map(({ name }) => name)).toEqual(['_etl_hash']);
  });
});

describe('a transformer’s table as Markdown', () => {
  it('has no vendor fields and nothing beside its columns', () => {
    const table = {
      schema: 'unified',
      name: 'contacts',
      description: 'One row for each person.',
      primaryKey: ['contact_id'],
      columns: [
        { name: 'contact_id', type: 'string', description: 'The contact.' },
        { name: 'seen', type: 'string', description: 'What was seen.' },
      ],
    } as const;
    expect(renderTable(documentModelTable(table, 'unified', capabilities), 'test')).toBe(
      [
        '# unified.contacts',
        'One row for each person.',
        'Filled by transformer unified. Types as in test. Key: `contact_id`.',
        [
          '| column | type | meaning | notes |',
          '| --- | --- | --- | --- |',
          '| `contact_id` | `TEXT` | The contact. | key |',
          '| `seen` | `TEXT` | What was seen. |  |',
        ].join('\n'),
      ].join('\n\n') + '\n',
    );
  });
});

it('writes paths as people read them', () => {
  expect(writePath(['a', 'b.c', 'd'])).toBe('a["b.c"].d');
});
