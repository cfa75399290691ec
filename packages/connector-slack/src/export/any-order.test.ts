import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, NOW, openAccount, type Account } from '../__fixtures__/account.js';
import { writeExport } from '../emulator/export/write-export.js';
import { temporaryFolder } from './__fixtures__/zip-file.js';

/** What can happen between the first and the last run; `which` chooses among messages or exports. */
interface Step {
  readonly kind: 'post' | 'reply' | 'export' | 'alone' | 'both' | 'api' | 'wait';
  readonly which: number;
}

const CHANNELS = ['C1', 'C2'];
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('post', 'post', 'reply', 'reply', 'export', 'alone', 'both', 'api', 'wait', 'wait'),
  which: fc.nat(1000),
});
/** So short that a message which a reading missed is not read again by luck. */
const CONFIG = { look_back: '1h', start_date: '2026-01-01' };

class Life {
  readonly #account: Account;
  readonly #folder = temporaryFolder();
  readonly #exports: string[] = [];

  constructor(account: Account) {
    this.#account = account;
  }

  async take({ kind, which }: Step): Promise<void> {
    const { changes, truth } = this.#account.emulator;
    const channel = CHANNELS[which % CHANNELS.length]!;
    const roots = truth
      .messages(channel)
      .filter(({ placement, root_ts, ts }) => placement === 'channel' && root_ts === ts);
    const root = roots[which % Math.max(1, roots.length)];
    if (kind === 'wait') this.#account.clock.advance(((which % 60) + 1) * HOUR);
    else if (kind === 'post') changes.post(channel, { text: `message ${which}` });
    else if (kind === 'reply' && root !== undefined) {
      changes.reply(channel, root.ts, { text: `reply ${which}`, broadcast: which % 5 === 0 });
    } else if (kind === 'export') await this.#export(which);
    else if (kind === 'api') await this.run({});
    else await this.#runWithExport(kind, which);
    this.#account.clock.advance(60_000);
  }

  async #export(which: number): Promise<void> {
    const path = join(this.#folder, `${this.#exports.length}.zip`);
    await writeExport(this.#account.emulator.workspace, path, { zone: (which % 27) - 12 });
    this.#exports.push(path);
  }

  async #runWithExport(kind: Step['kind'], which: number): Promise<void> {
    const path = this.#exports[which % Math.max(1, this.#exports.length)];
    if (path === undefined) return;
    await this.run({ export_file: path, ...(kind === 'alone' ? { api_token: undefined } : {}) });
  }

  async run(config: object): Promise<void> {
    const run = await this.#account.run(['messages'], { config: { ...CONFIG, ...config } });
    expect(run.receipt().outcome).toBe('proved');
  }
}

const placeOf = (row: object): string => {
  const { channel_id, ts, root_ts, placement } = row as Record<string, string>;
  return [channel_id, ts, root_ts, placement].join(' ');
};

describe('exports and the API, read in any order', () => {
  it('end with every message once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 30 }), async (steps) => {
        const account = await openAccount({ now: NOW });
        try {
          for (const id of CHANNELS) account.emulator.changes.createChannel({ id, name: id.toLowerCase() });
          const life = new Life(account);
          for (const one of steps) await life.take(one);
          await life.run({});
          const rows = [...account.rows('messages').values()].map(({ record }) => placeOf(record));
          expect(rows.sort()).toEqual(account.emulator.truth.messages().map(placeOf).sort());
        } finally {
          await account.emulator.close();
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
