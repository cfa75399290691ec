import { describe, expect, it } from 'vitest';
import { buildTextTable } from './text-table.js';

describe('a table of text', () => {
  it('is as wide as its widest cells, numbers to the right, and has no spaces at line ends', () => {
    const table = buildTextTable(
      [
        { title: 'name', align: 'left' },
        { title: 'rows', align: 'right' },
        { title: 'note', align: 'left' },
      ],
      [['calls', '12,345', ''], ['u', '7', 'late'], ['short']],
    );
    expect(table.split('\n')).toEqual([
      'name     rows  note',
      'calls  12,345',
      'u           7  late',
      'short',
    ]);
  });
});
