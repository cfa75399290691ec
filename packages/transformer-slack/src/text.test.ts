import { afterAll, beforeAll, expect, it } from 'vitest';
import { channel, group, message, ts, user } from './__fixtures__/records.js';
import { openWarehouse, type Warehouse } from './__fixtures__/warehouse.js';

/** A text as Slack sends it, as people read it, and how many words that is. */
const TEXTS: readonly (readonly [sent: string | null, read: string | null, words: number])[] = [
  // Plain text
  ['Hello, world', 'Hello, world', 2],
  ['', '', 0],
  [null, null, 0],
  ['   ', '   ', 0],
  ['two\nlines\tand a tab', 'two\nlines\tand a tab', 5],
  ['Grüße 👋🏽 für\u00a0日本語\u3000と', 'Grüße 👋🏽 für\u00a0日本語\u3000と', 5],
  ['*bold* _it_ ~no~ `code` :tada:', '*bold* _it_ ~no~ `code` :tada:', 5],
  ['a\u0001b', 'ab', 1],
  // Escapes, once
  ['R&amp;D: 1 &lt; 2 &gt; 0', 'R&D: 1 < 2 > 0', 6],
  ['&amp;lt;b&amp;gt;', '&lt;b&gt;', 1],
  ['&amp;amp;amp;', '&amp;amp;', 1],
  ['&nbsp; &copy;', '&nbsp; &copy;', 2],
  ['&lt;@U1&gt;', '<@U1>', 1],
  // People
  ['<@U1>', '@Änne', 1],
  ['Hi <@U1>, <@U2> and <@U1>!', 'Hi @Änne, @R&D <b> and @Änne!', 6],
  ['<@U1|anna>', '@Änne', 1],
  ['<@U1><@U1>', '@Änne@Änne', 1],
  ['<@U404>', '@U404', 1],
  ['<@U404|old.name>', '@old.name', 1],
  ['<@W12AB>', '@W12AB', 1],
  ['<@U404|>', '@U404', 1],
  // A name that looks like markup is a name.
  ['<@U3> said', '@<@U1> &amp; said', 3],
  // Channels
  ['<#C1>', '#general', 1],
  ['<#C1|old-name>', '#general', 1],
  ['<#C404|gone>', '#gone', 1],
  ['<#C404|>', '#C404', 1],
  ['<#C404>', '#C404', 1],
  // Groups
  ['<!subteam^S1>', '@sales', 1],
  ['<!subteam^S1|@old-sales>', '@sales', 1],
  ['<!subteam^S404|@gone>', '@gone', 1],
  ['<!subteam^S404>', '@S404', 1],
  // Everybody
  ['<!here> <!channel> <!everyone>', '@here @channel @everyone', 3],
  ['<!here|@here> now', '@here now', 2],
  // Dates, and what else is labelled
  ['<!date^1392734382^Posted {date_num}|Posted 2014-02-18>', 'Posted 2014-02-18', 2],
  ['<!date^1392734382^{date}^https://x.example/|18 &amp; 19 Feb>', '18 & 19 Feb', 4],
  ['<!date^1392734382^{date}>', '<!date^1392734382^{date}>', 1],
  ['<!something|a label>', 'a label', 2],
  ['<!something>', '<!something>', 1],
  // Links
  ['<https://x.example/a?b=1&amp;c=2>', 'https://x.example/a?b=1&c=2', 1],
  ['<https://x.example|our site>', 'our site', 2],
  ['<https://x.example|a &lt;b&gt;>', 'a <b>', 2],
  ['<https://x.example|>', 'https://x.example', 1],
  ['see <https://x.example|x>, <https://y.example>', 'see x, https://y.example', 3],
  ['<mailto:a@b.example|a@b.example>', 'a@b.example', 1],
  ['<mailto:a@b.example>', 'a@b.example', 1],
  ['<tel:+49301234|030 1234>', '030 1234', 2],
  ['<tel:+49301234>', '+49301234', 1],
  ['<slack://open?team=T1|Open>', 'Open', 1],
  ['<https://x.example|two\nlines>', 'two\nlines', 2],
  // No markup
  ['<@>', '<@>', 1],
  ['<@u1>', '<@u1>', 1],
  ['<@U1', '<@U1', 1],
  ['<#>', '<#>', 1],
  ['<>', '<>', 1],
  ['<no scheme>', '<no scheme>', 2],
  ['<<@U1>>', '<@Änne>', 1],
  ['a < b > c <@U1>', 'a < b > c @Änne', 6],
  ['<!subteam^>', '<!subteam^>', 1],
  ['<https:>', '<https:>', 1],
];

let warehouse: Warehouse;
let rows: Awaited<ReturnType<Warehouse['mart']>>;
beforeAll(async () => {
  warehouse = await openWarehouse();
  await warehouse.load('users', {
    records: [
      user('U1', 'Anna', {}, { display_name: 'Änne' }),
      user('U2', 'Ben', {}, { display_name: 'R&D <b>' }),
      user('U3', 'Cleo', {}, { display_name: '<@U1> &amp;' }),
    ],
  });
  await warehouse.load('channels', { records: [channel('C1', 'general')] });
  await warehouse.load('user_groups', { records: [group('S1', 'sales')] });
  await warehouse.load('messages', {
    records: TEXTS.map(([sent], index) => message(ts(index), sent)),
  });
  await warehouse.transform();
  rows = await warehouse.mart('messages');
});
afterAll(() => warehouse.close());

it.each(TEXTS.map((text, index) => [...text, index] as const))(
  '%j reads %j, %i words',
  (sent, read, words, index) => {
    const row = rows.find((message) => message.ts === ts(index));
    expect(row).toMatchObject({ text: read, words, text_as_sent: sent });
  },
);
