/** Packs every published package and checks what a user would receive. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { listPublishedProjects, pack, withTemporaryFolder, type PublishedProject } from './pack.ts';

/** Every path that the package.json points at, without the leading `./`. */
function promisedFiles({ manifest }: PublishedProject): string[] {
  const entries = Object.values(manifest.exports ?? {}).flatMap((target) =>
    typeof target === 'string' ? [target] : Object.values(target),
  );
  return [...entries, ...Object.values(manifest.bin ?? {})].map((path) => path.replace(/^\.\//, ''));
}

function contentProblems(project: PublishedProject, shipped: string[]): string[] {
  return [
    ...['README.md', ...promisedFiles(project)]
      .filter((file) => !shipped.includes(file))
      .map((file) => `${file} is not in the tarball`),
    ...shipped
      .filter((file) => /\.test\.ts$|__fixtures__\//.test(file))
      .map((file) => `${file} ships, but is a test`),
  ];
}

/** Imports of the built files that the package's own dependencies do not bring along. */
function undeclaredImports({ path, manifest }: PublishedProject, shipped: string[]): string[] {
  const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  const imported = shipped
    .filter((file) => /^dist\/.*\.(js|d\.ts)$/.test(file))
    .flatMap((file) => ts.preProcessFile(readFileSync(join(path, file), 'utf8'), true).importedFiles)
    .map(({ fileName }) => fileName)
    .filter((name) => !name.startsWith('.') && !isBuiltin(name))
    .map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    );
  return [...new Set(imported)]
    .filter((name) => !declared.includes(name))
    .map((name) => `dist imports ${name}, which is not a dependency`);
}

async function publintProblems(tarball: string): Promise<string[]> {
  const content = readFileSync(tarball);
  const { messages, pkg } = await publint({
    strict: true,
    pack: { tarball: new Uint8Array(content).buffer },
  });
  return messages
    .filter(({ type }) => type !== 'suggestion')
    .map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
}

async function check(project: PublishedProject, folder: string): Promise<string[]> {
  const tarball = pack(project, folder);
  const shipped = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((file) => file.replace(/^package\//, ''));
  return [
    ...contentProblems(project, shipped),
    ...undeclaredImports(project, shipped),
    ...(await publintProblems(tarball)),
  ];
}

await withTemporaryFolder(async (folder) => {
  for (const project of listPublishedProjects()) {
    const problems = await check(project, folder);
    console.log(`${project.manifest.name ?? project.name}: ${problems.length === 0 ? 'ok' : ''}`);
    for (const problem of problems) console.error(`  ${problem}`);
    if (problems.length > 0) process.exitCode = 1;
  }
});
