import { execFile } from 'node:child_process';
import { cp, readFile, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';

const execute = promisify(execFile);
const makeFolder = useTemporaryFolders();
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const readme = await readFile(join(ROOT, 'README.md'), 'utf8');

/** What the README shows in fences of one language, in order. */
function blocksOf(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    (match) => match[1] ?? '',
  );
}

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly nx?: { readonly targets: Readonly<Record<string, { readonly dependsOn?: readonly string[] }>> };
}

async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest;
}

/** Commands that install or test the whole repository: CI runs them, and they are only looked up here. */
const OF_THE_REPOSITORY = /^npm ci && (npm test|npx nx run runner:start)\n$/;

const runner = await readManifest('apps/runner');
const start = (runner.scripts.start ?? '').replaceAll('../../', '');

/** The blocks as one script, in the order in which a reader meets them; the main job as its target runs it. */
function buildScript(): string {
  const blocks = blocksOf('sh').filter((block) => !OF_THE_REPOSITORY.test(block));
  const script = [start.replace(/^node \S+/, 'npx etl'), ...blocks].join('\n');
  return `set -e\n${script}`;
}

describe('the README', () => {
  it('shows commands that work, in its order, in a fresh copy, and output as it comes', async () => {
    const directory = await makeFolder();
    await cp(join(ROOT, 'configs'), join(directory, 'configs'), { recursive: true });
    await symlink(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
    const path = [join(ROOT, 'node_modules/.bin'), dirname(process.execPath), process.env.PATH].join(':');
    // Rejects, with what was said, when a command does not end with 0.
    const { stdout } = await execute('bash', ['-c', buildScript()], {
      cwd: directory,
      env: { PATH: path, HOME: directory },
    });

    const words = (line: string): string[] => line.trim().split(/ {2,}/);
    const shown = blocksOf('text').flatMap((block) => block.split('\n'));
    const header = shown.find((line) => line.startsWith('source ')) ?? 'a header';
    expect(stdout.split('\n').map(words)).toContainEqual(words(header));
    const tables = shown.filter((line) =>
      /^(gong|hubspot|slack) {2,}\w+ {2,}\w+ {2,}\d|^\d{4}-\d\d-\d\d /.test(line),
    );
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) {
      // Everything but how long it took.
      const cells = words(table).filter((cell) => !cell.endsWith(' s'));
      const seen = stdout.split('\n').map((line) => words(line).filter((cell) => !cell.endsWith(' s')));
      expect(seen).toContainEqual(cells);
    }
  });

  it('names only what the repository can do', async () => {
    const root = await readManifest('.');
    const script = await readFile(join(ROOT, '.ci/run'), 'utf8');
    const found = blocksOf('sh').filter((block) => OF_THE_REPOSITORY.test(block));
    expect(found).toEqual(['npm ci && npx nx run runner:start\n', 'npm ci && npm test\n']);
    expect(root.scripts.test).toBeTypeOf('string');
    expect(script).toMatch(/^npm ci\b/m);
    expect(script).toMatch(/^npm test$/m);
    expect(runner.nx?.targets.start?.dependsOn).toContain('build');
    expect(start).toBe('node bin/etl.js run --config configs');
  });
});
