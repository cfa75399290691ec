import { describe, expect, test } from 'vitest';
import { fileDriver } from '../__fixtures__/file-driver.js';
import { spawnCrashProgram } from '../spawn-crash-program.js';
import { crashCheck, crashChecks } from './checks/crash-checks.js';

describe('a process that is killed', () => {
  for (const check of crashChecks) {
    test(check.name, () => check.run(fileDriver('destination')));
  }

  test('is found out where state is written before the rows', async () => {
    await expect(crashCheck(1500).run(fileDriver('tornDestination'))).rejects.toThrow(
      /Rows where state speaks of 1 commits: expected 500, found 0/,
    );
  });

  test('says what it died of when it was not killed', async () => {
    const target = {
      module: new URL('../__fixtures__/file-destination.ts', import.meta.url),
      exportName: 'nothing',
    };
    await expect(spawnCrashProgram(target, {}, {} as never)).rejects.toThrow(/exports no nothing/);
  });
});
