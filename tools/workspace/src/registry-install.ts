/** Publishes every package to a registry of its own, installs a connector from there into an empty folder, and reads with it. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listPublishedProjects, withTemporaryFolder } from './pack.ts';
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

/** What npm noted about each package it installed. */
interface InstalledLock {
  readonly packages: Readonly<Record<string, { readonly resolved?: string }>>;
}

/** Packages of ours that were installed, each proved to come from the registry and from nowhere else. */
function listInstalledFrom(url: string, folder: string): string[] {
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as InstalledLock;
  return Object.entries(lock.packages)
    .filter(([path]) => path.includes('node_modules/@etl/'))
    .map(([path, { resolved = 'nowhere' }]) => {
      if (!resolved.startsWith(`${url}/`))
        throw new Error(`${path} was installed from ${resolved}, not from ${url}`);
      return path.replace(/^.*node_modules\//, '');
    });
}

function requireSame(what: string, found: readonly string[], expected: readonly string[]): void {
  if (found.join() === expected.join()) return;
  throw new Error(`${what}: ${found.join(', ')}; expected ${expected.join(', ')}`);
}

await withTemporaryFolder(async (folder) => {
  const registry = await startLocalRegistry();
  try {
    // Only this scope comes from here; everything else from wherever npm is configured to look.
    const { host } = new URL(registry.url);
    writeFileSync(join(folder, '.npmrc'), `@etl:registry=${registry.url}/\n//${host}/:_authToken=local\n`);
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
    writeFileSync(join(folder, 'read.js'), PROGRAM);
    const npm = (...args: string[]) =>
      execute('npm', [...args, '--silent', '--no-audit', '--no-fund'], { cwd: folder });

    const projects = listPublishedProjects();
    await Promise.all(projects.map(({ path }) => npm('publish', path)));
    const names = projects.map(({ name }) => `@etl/${name}`).sort();
    requireSame('Published', registry.published(), names);
    console.log(`published: ${names.join(', ')}`);

    const asked = ['@etl/connector-gong', '@etl/connector-kit', '@etl/emulator-kit'];
    // As options, because they must go before what the user's environment says.
    await npm(
      'install',
      '--prefer-offline',
      '--package-lock',
      '--no-omit-lockfile-registry-resolved',
      ...asked,
    );
    const installed = listInstalledFrom(registry.url, folder);
    requireSame('Installed', installed, [...asked, '@etl/core'].sort());
    const { stdout } = await execute(process.execPath, ['read.js'], { cwd: folder });
    console.log(`installed from the registry, @etl/connector-gong reads ${stdout.trim()}`);
  } finally {
    await registry.close();
  }
});
