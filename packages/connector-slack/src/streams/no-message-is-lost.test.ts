import fc from 'fast-check';
import { it } from 'vitest';
import { DAY, HOUR, MINUTE, NOW, openAccount, type Account } from '../__fixtures__/account.js';
import { expectTruth } from '../__fixtures__/expect-truth.js';
import { tsOfInstant } from '../walk/message-ts.js';

/** What people do; `pick` chooses the message. */
const change = fc.record({
  kind: fc.constantFrom('post', 'reply', 'broadcast', 'edit', 'remove', 'react', 'unreact', 'file'),
  pick: fc.nat(),
});

/** Some changes, and then a run, perhaps killed after some requests. */
const step = fc.record({
  changes: fc.array(change, { maxLength: 12 }),
  pause: fc.integer({ min: MINUTE, max: 30 * HOUR }),
  killAfter: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
});

function apply(
  { emulator: { changes, truth } }: Account,
  { kind, pick }: { kind: string; pick: number },
): void {
  const messages = truth.messages('C1');
  const message = messages[pick % Math.max(1, messages.length)];
  if (kind === 'post' || message === undefined) {
    changes.post('C1', { text: 'new' });
    return;
  }
  const { ts, root_ts: root } = message;
  const acts: Readonly<Record<string, () => unknown>> = {
    reply: () => changes.reply('C1', root, { text: 'reply' }),
    broadcast: () => changes.reply('C1', root, { text: 'broadcast', broadcast: true }),
    edit: () => {
      changes.edit('C1', ts, { text: `edited ${pick}` });
    },
    remove: () => {
      changes.remove('C1', ts);
    },
    react: () => {
      changes.react('C1', ts, 'eyes', `U${pick % 3}`);
    },
    unreact: () => {
      changes.unreact('C1', ts, 'eyes', `U${pick % 3}`);
    },
    file: () => changes.post('C1', { text: 'file', files: [{ id: `F${pick}`, name: 'plan.pdf' }] }),
  };
  acts[kind]?.();
}

it('whatever people do and whenever runs come or are killed, the tables are what Slack has in the end', async () => {
  const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
    const account = await openAccount({ largestPage: 4 });
    try {
      const { changes } = account.emulator;
      changes.createChannel({ id: 'C1', name: 'general' });
      for (const day of [20, 12, 3]) {
        const root = changes.post('C1', { text: 'root', ts: tsOfInstant(NOW - day * DAY) });
        for (let number = 1; number <= 6; number += 1)
          changes.reply('C1', root, { text: 'reply', ts: tsOfInstant(NOW - day * DAY + number) });
      }
      for (const { changes: acts, pause, killAfter } of steps) {
        for (const act of acts) apply(account, act);
        account.clock.advance(pause);
        await account.run(['messages'], killAfter === undefined ? {} : { killAfter });
      }
      // What changed without new messages is found when all that is watched is read again.
      for (let week = 0; week < 2; week += 1) {
        account.clock.advance(7 * DAY);
        await account.run(['messages'], { config: { thread_look_back: '60d' } });
      }
      expectTruth(account);
    } finally {
      await account.emulator.close();
    }
  });
  await fc.assert(property, { numRuns: 25 });
}, 120_000);
