import type { Field, Stream } from '@etl/core';
import { describe, expect, it } from 'vitest';
import { load, SOURCE, writeProject } from './__fixtures__/project.js';
import { checkSelection, InvalidConfigError, type ConfiguredSource } from './index.js';

const field = (name: string): Field => ({ name, path: [name], type: 'string' });
const table = (name: string, ...columns: string[]): Stream['tables'][number] => ({
  name,
  fields: ['id', ...columns].map(field),
  primaryKey: ['id'],
});
const unread = (): never => {
  throw new Error('Checking a selection must not read.');
};
const STREAMS: readonly Stream[] = [
  {
    name: 'calls',
    tables: [table('calls', 'title'), table('transcripts', 'text')],
    plan: unread,
    read: unread,
  },
  { name: 'users', tables: [table('users', 'email')], plan: unread, read: unread },
];

async function sourceWith(streams: string, destination: string): Promise<ConfiguredSource> {
  const text = SOURCE.replace('  type: api\n', `  streams: ${streams}\n`);
  const root = await writeProject({
    'configs/sources/gong.yaml': text.replace('  schema: GONG_DATA\n', destination),
  });
  return (await load(root)).sources[0]!;
}

describe('checkSelection', () => {
  it('is content with names that exist, and with no selection', async () => {
    const source = await sourceWith('[calls]', '  tables: [calls, users]\n  columns: { users: [email] }\n');
    expect(() => {
      checkSelection(source, STREAMS);
      checkSelection({ ...source, selection: {} }, STREAMS);
    }).not.toThrow();
  });

  it('names every stream, table and column that does not exist, its place, and the nearest that does', async () => {
    const source = await sourceWith(
      '[call]',
      '  tables:\n    - calls\n    - transcript\n  columns:\n    users: [id, emial]\n    user: [id]\n    calls: [colour]\n',
    );
    const error = await Promise.resolve()
      .then(() => {
        checkSelection(source, STREAMS);
      })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InvalidConfigError);
    expect((error as InvalidConfigError).issues).toMatchObject([
      {
        code: 'unknown_stream',
        line: 3,
        column: 13,
        path: 'source.streams[0]',
        message: 'Found the stream `call`, which the source `gong` does not have.',
        remedy: 'Did you mean `calls`?',
      },
      {
        code: 'unknown_table',
        line: 10,
        path: 'destination.tables[1]',
        remedy: 'Did you mean `transcripts`?',
      },
      {
        code: 'unknown_column',
        line: 12,
        path: 'destination.columns.users[1]',
        remedy: 'Did you mean `email`?',
      },
      { code: 'unknown_table', line: 13, path: 'destination.columns.user', remedy: 'Did you mean `users`?' },
      {
        code: 'unknown_column',
        line: 14,
        path: 'destination.columns.calls[0]',
        remedy: 'Known: `id`, `title`.',
      },
    ]);
  });
});
