import { describe, expect, it } from 'vitest';
import { zipFile } from '../__fixtures__/zip-file.js';
import { placeOf } from './entry-place.js';
import { lookAtExport } from './export-file.js';
import { startOfRange } from './start-of-range.js';

const HOUR = 3_600_000;

describe('the name of a file in an export', () => {
  it.each([
    ['general/2024-02-29.json', { kind: 'day', folder: 'general/', day: Date.UTC(2024, 1, 29) }],
    ['general/2023-02-29.json', { kind: 'bad_day', folder: 'general/', name: '2023-02-29.json' }],
    ['general/2023-2-9.json', { kind: 'bad_day', folder: 'general/', name: '2023-2-9.json' }],
    ['general/2023-02-09 (1).json', { kind: 'bad_day', folder: 'general/', name: '2023-02-09 (1).json' }],
    ['general/notes.json', { kind: 'strange', folder: 'general/', name: 'notes.json' }],
    ['channels.json', { kind: 'list', folder: '', name: 'channels.json' }],
    ['x/org_users.json', { kind: 'list', folder: 'x/', name: 'org_users.json' }],
    ['integration_logs.json', { kind: 'known' }],
    ['__MACOSX/general/._2024-02-29.json', { kind: 'known' }],
  ])('%s says what it is', (path, expected) => {
    expect(placeOf(path)).toEqual(expected);
  });
});

describe('from when on an export is whole', () => {
  it.each([
    ['Acme Slack export Mar 1 2025 - Nov 26 2026.zip', '2025-03-01T12:00:00.000Z'],
    ['/downloads/Acme Slack export Dec 31 2025 - Jan 1 2026 (2).zip', '2025-12-31T12:00:00.000Z'],
    ['export.zip', undefined],
    ['Slack export Foo 1 2025 - Bar 2 2026.zip', undefined],
  ])('%s tells %s', (path, expected) => {
    const start = startOfRange(path);
    expect(start === undefined ? undefined : new Date(start).toISOString()).toBe(expected);
  });

  it('is told by nothing else but the first day, when that is over everywhere, or by the user', async () => {
    const path = await zipFile([
      { name: 'channels.json', content: '[{"id":"C1","name":"general"}]' },
      { name: 'general/2025-06-16.json', content: '[]' },
      { name: 'general/2025-06-15.json', content: '[]' },
    ]);
    const file = await lookAtExport(path);
    expect(file.start).toBe(Date.UTC(2025, 5, 16) + 12 * HOUR);
    expect([file.days?.first.date, file.days?.last.date]).toEqual(['2025-06-15', '2025-06-16']);
    expect((await lookAtExport(path, 1)).start).toBe(1);
  });

  it('is never where there is no day', async () => {
    const path = await zipFile([{ name: 'channels.json', content: '[]' }]);
    expect(await lookAtExport(path)).toMatchObject({ start: Infinity, days: undefined });
  });
});
