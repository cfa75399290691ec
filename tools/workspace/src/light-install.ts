/** Installs each connector as a user would, and checks that it stays light: few packages, no database, no native code. */
import { execFileSync } from 'node:child_process';
import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listPublishedProjects, pack, withTemporaryFolder } from './pack.ts';

/** Each with the most packages that it may install. */
const CONNECTORS = { 'connector-gong': 38, 'connector-hubspot': 50, 'connector-slack': 50 };

function install(folder: string, projects: readonly string[]): void {
  const tarballs = listPublishedProjects()
    .filter(({ name }) => projects.includes(name))
    .map((project) => pack(project, folder));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--prefer-offline', ...tarballs], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** Names of all installed packages, nested ones included. */
function listInstalled(folder: string): string[] {
  return globSync(['**/node_modules/*/package.json', '**/node_modules/@*/*/package.json'], { cwd: folder })
    .map((file) => file.replaceAll('\\', '/').replace(/^.*node_modules\/|\/package\.json$/g, ''))
    .sort();
}

function findProblems(
  folder: string,
  connector: string,
  most: number,
  expected: readonly string[],
): string[] {
  const installed = listInstalled(folder);
  const native = globSync(['node_modules/**/binding.gyp', 'node_modules/**/*.node'], { cwd: folder });
  console.log(`@etl/${connector} installs ${installed.length} packages: ${installed.join(', ')}`);
  return [
    ...expected
      .filter((name) => !installed.includes(`@etl/${name}`))
      .map((name) => `@etl/${name} was not installed`),
    ...(installed.length > most ? [`more than ${most} packages`] : []),
    ...installed.filter((name) => /duckdb|snowflake/.test(name)).map((name) => `${name} is a database`),
    ...native.map((file) => `${file} is native code`),
  ].map((problem) => `@etl/${connector}: ${problem}`);
}

for (const [connector, most] of Object.entries(CONNECTORS)) {
  const projects = ['core', 'connector-kit', connector];
  await withTemporaryFolder(async (folder) => {
    install(folder, projects);
    execFileSync(process.execPath, ['--input-type=module', '-e', `await import('@etl/${connector}')`], {
      cwd: folder,
      stdio: 'inherit',
    });
    const problems = findProblems(folder, connector, most, projects);
    for (const problem of problems) console.error(problem);
    if (problems.length > 0) process.exitCode = 1;
  });
}
