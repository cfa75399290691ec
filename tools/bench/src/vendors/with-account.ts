import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account, AccountOptions } from './account.ts';
import { openGongAccount } from './gong-account.ts';
import { openHubspotAccount } from './hubspot-account.ts';
import { openRuns, type AccountRuns } from './run-account.ts';
import { openSlackAccount, openTightSlackAccount } from './slack-account.ts';

const VENDORS: Readonly<Record<string, (options: AccountOptions) => Promise<Account>>> = {
  gong: openGongAccount,
  hubspot: openHubspotAccount,
  slack: openSlackAccount,
  'slack-tight': openTightSlackAccount,
};

/** Opens the account of each vendor in turn, with an empty database, for `use`. Arguments of the command: vendors, default all. */
export async function withEachAccount<Result>(
  options: AccountOptions,
  use: (account: Account, runs: AccountRuns) => Promise<Result>,
): Promise<Result[]> {
  const wanted = process.argv.slice(2);
  const results: Result[] = [];
  for (const [vendor, open] of Object.entries(VENDORS)) {
    if (wanted.length > 0 && !wanted.includes(vendor)) continue;
    const account = await open(options);
    const folder = mkdtempSync(join(tmpdir(), 'etl-bench-'));
    const runs = await openRuns(account, join(folder, 'bench.duckdb'));
    try {
      results.push(await use(account, runs));
    } finally {
      await runs.close();
      await account.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return results;
}
