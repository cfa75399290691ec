import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account, AccountOptions } from './account.ts';
import { openGongAccount } from './gong-account.ts';
import { openHubspotAccount } from './hubspot-account.ts';
import { openRuns, type AccountRuns } from './run-account.ts';

/** Opens the account of each vendor in turn, with an empty database, for `use`. */
export async function withEachAccount<Result>(
  options: AccountOptions,
  use: (account: Account, runs: AccountRuns) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const open of [openGongAccount, openHubspotAccount]) {
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
