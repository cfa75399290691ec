import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../pack.ts';

/** A copy of this workspace as it lies on disk, committed to a branch `main` of its own. */
export interface TemporaryWorkspace {
  readonly path: string;
  /** Runs a command in the copy and returns what it prints. @throws Error with its output when it fails. */
  run(command: string, ...args: string[]): string;
  /** Runs it where it may fail: what it printed on both streams, and how it ended. */
  attempt(command: string, ...args: string[]): { readonly failed: boolean; readonly output: string };
  /** Adds everything and commits it. */
  commit(message: string): void;
  /** Takes back every change since the last commit. */
  restore(): void;
  /** Makes a package that was added known to the others, as `npm install` would. */
  link(project: string): void;
  remove(): void;
}

const IDENTITY = ['-c', 'user.name=test', '-c', 'user.email=test@acme.example'];

export function createTemporaryWorkspace(): TemporaryWorkspace {
  const path = mkdtempSync(join(tmpdir(), 'etl-workspace-'));
  copyFiles(path);
  linkDependencies(path);
  const run = (command: string, ...args: string[]): string =>
    execFileSync(command, args, {
      cwd: path,
      env: cleanEnvironment(path),
      encoding: 'utf8',
      stdio: 'pipe',
      maxBuffer: 1 << 26,
    });
  const workspace: TemporaryWorkspace = {
    path,
    run,
    attempt: (command, ...args) => attempt(() => run(command, ...args)),
    commit: (message) => {
      run('git', 'add', '--all');
      run('git', ...IDENTITY, 'commit', '--quiet', '--message', message);
    },
    restore: () => {
      run('git', 'reset', '--quiet', '--hard');
      run('git', 'clean', '--quiet', '--force', '-d');
    },
    link: (project) => {
      symlinkSync(`../../packages/${project}`, join(path, 'node_modules/@etl', project));
    },
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
  run('git', 'init', '--quiet', '--initial-branch=main');
  workspace.commit('The workspace as it is');
  return workspace;
}

function copyFiles(path: string): void {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  for (const file of listed.split('\0').filter((name) => name !== '' && existsSync(join(ROOT, name)))) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    copyFileSync(join(ROOT, file), join(path, file));
  }
}

/** Everything installed is shared; the workspace's own packages are those of the copy. */
function linkDependencies(path: string): void {
  mkdirSync(join(path, 'node_modules/@etl'), { recursive: true });
  for (const name of readdirSync(join(ROOT, 'node_modules')).filter((entry) => entry !== '@etl')) {
    symlinkSync(join(ROOT, 'node_modules', name), join(path, 'node_modules', name));
  }
  for (const parent of ['packages', 'apps', 'tools']) {
    for (const name of readdirSync(join(path, parent))) {
      symlinkSync(`../../${parent}/${name}`, join(path, 'node_modules/@etl', name));
      const own = join(ROOT, parent, name, 'node_modules');
      if (existsSync(own)) symlinkSync(own, join(path, parent, name, 'node_modules'));
    }
  }
}

/** Without what a surrounding `nx run`, `npm run` or vitest would tell its children. */
function cleanEnvironment(path: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(NX_|npm_|VITEST|NODE_OPTIONS|NODE_ENV|FORCE_COLOR|GIT_)/.test(name),
  );
  const binaries = join(path, 'node_modules/.bin');
  return {
    ...Object.fromEntries(inherited),
    NX_DAEMON: 'false',
    PATH: `${binaries}:${process.env.PATH ?? ''}`,
  };
}

function attempt(run: () => string): { failed: boolean; output: string } {
  try {
    return { failed: false, output: run() };
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return { failed: true, output: `${stdout}${stderr}` };
  }
}
