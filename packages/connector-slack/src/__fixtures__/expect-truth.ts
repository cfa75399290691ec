import { expect } from 'vitest';
import type { Account } from './account.js';

/** Whether messages, reactions and files are exactly those that Slack has now, in the conversations named. */
export function expectTruth(account: Account, channelIds: readonly string[] = ['C1']): void {
  for (const table of ['messages', 'reactions', 'files'] as const) {
    const rows = account.rows(table);
    const expected = channelIds.flatMap((id) =>
      account.emulator.truth[table](id).map((item): TrueItem => ({ ...item })),
    );
    expect([...rows.values()].map(placeOf).sort(), `rows of ${table}`).toEqual(expected.map(placeOf).sort());
    const texts = [...rows.values()]
      .map(({ record }) => JSON.stringify(contentOf(record as TrueItem)))
      .sort();
    expect(texts, `content of ${table}`).toEqual(
      expected.map((item) => JSON.stringify(contentOf(item))).sort(),
    );
  }
}

type TrueItem = Readonly<Record<string, unknown>>;

function placeOf({ channel_id, ts, root_ts, placement, ...rest }: TrueItem): string {
  const content = (rest.record ?? rest) as TrueItem;
  const part = (content.reaction ?? content.file ?? {}) as TrueItem;
  return JSON.stringify([channel_id, ts, root_ts, placement, part.name ?? part.id]);
}

/** Broadcast replies carry their first message in the channel, and not in the thread. */
function contentOf({ message, reaction, file }: TrueItem): unknown {
  const content = (message ?? reaction ?? file) as TrueItem;
  const own = Object.entries(content).filter(([key]) => key !== 'root' && key !== 'parent_user_id');
  return own.sort(([left], [right]) => (left < right ? -1 : 1));
}
