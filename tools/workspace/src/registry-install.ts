/** Publishes every package to a registry of its own, installs a connector from there into an empty folder, and reads with it. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listPublishedProjects, pack, withTemporaryFolder } from './pack.ts';
import { startLocalRegistry } from './registry/local-registry.ts';

const execute = promisify(execFile);

const PROGRAM = `
import { gong } from '@etl/connector-gong';
import { startSandbox } from '@etl/connector-gong/emulator';
import { readRecords } from '@etl/connector-kit';

const sandbox = await startSandbox();
const source = gong({ ...sandbox.config, start_date: '2025-01-01' });
const ids = new Set();
for await (const call of readRecords(source, 'calls', { until: '2025-07-02' })) ids.add(call.metaData.id);
console.log(ids.size + ' of ' + sandbox.emulator.calls.size + ' calls');
await sandbox.close();
if (ids.size === 0 || ids.size !== sandbox.emulator.calls.size) process.exitCode = 1;
`;

await withTemporaryFolder(async (folder) => {
  const registry = await startLocalRegistry();
  try {
    // Only this scope comes from here; everything else from wherever npm is configured to look.
    const { host } = new URL(registry.url);
    writeFileSync(
      join(folder, '.npmrc'),
      `@etl:registry=${registry.url}/\n//${host}/:_authToken=local\nomit-lockfile-registry-resolved=false\n`,
    );
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
    writeFileSync(join(folder, 'read.js'), PROGRAM);
    const npm = (...args: string[]) =>
      execute('npm', [...args, '--silent', '--no-audit', '--no-fund'], { cwd: folder });

    for (const project of listPublishedProjects()) await npm('publish', pack(project, folder));
    console.log(`published: ${registry.published().join(', ')}`);
    await npm(
      'install',
      '--prefer-offline',
      '@etl/connector-gong',
      '@etl/connector-kit',
      '@etl/emulator-kit',
    );
    const { stdout } = await execute(process.execPath, ['read.js'], { cwd: folder });
    console.log(`installed from the registry, @etl/connector-gong reads ${stdout.trim()}`);
  } finally {
    await registry.close();
  }
});
