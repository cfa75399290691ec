import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listProjectFolders, type ProjectFolder } from './structure/project-folder.ts';

export const ROOT = join(import.meta.dirname, '../../..');

export interface PublishedProject extends ProjectFolder {
  path: string;
}

/** Everything that `changeset publish` would hand to the registry. */
export function listPublishedProjects(): PublishedProject[] {
  return ['packages', 'apps'].flatMap((parent) =>
    listProjectFolders(join(ROOT, parent))
      .filter(({ manifest }) => manifest.private !== true)
      .map((folder) => ({ ...folder, path: join(ROOT, parent, folder.name) })),
  );
}

/** Packs a project as `npm publish` would, and returns the path of the tarball in `destination`. */
export function pack(project: PublishedProject, destination: string): string {
  const target = mkdtempSync(join(destination, `${project.name}-`));
  execFileSync('npm', ['pack', '--silent', '--pack-destination', target], {
    cwd: project.path,
    stdio: 'pipe',
  });
  const [tarball] = readdirSync(target);
  if (tarball === undefined) throw new Error(`npm pack wrote no tarball for ${project.name}`);
  return join(target, tarball);
}

/** Runs `use` with an empty folder outside the workspace, and removes it afterwards. */
export async function withTemporaryFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'etl-packages-'));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
