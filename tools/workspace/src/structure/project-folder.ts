import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The fields of a package.json that the rules look at. All optional: a rule says what is missing. */
export interface Manifest {
  name?: string;
  version?: string;
  private?: boolean;
  license?: string;
  type?: string;
  sideEffects?: boolean;
  engines?: { node?: string };
  repository?: { directory?: string };
  publishConfig?: { access?: string };
  files?: string[];
  bin?: Record<string, string>;
  exports?: Record<string, string | Record<string, string>>;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  nx?: { name?: string; tags?: string[] };
}

/** One project as it lies on disk, without what was generated in it. */
export interface ProjectFolder {
  /** Folder name: the npm name without its scope. */
  name: string;
  manifest: Manifest;
  /** Paths relative to the folder, with forward slashes. */
  files: string[];
  /** The text of one of `files`. */
  text: (file: string) => string;
}

const GENERATED = ['node_modules', 'dist', 'coverage'];

export function readProjectFolder(path: string): ProjectFolder {
  const entries = globSync('**/*', {
    cwd: path,
    withFileTypes: true,
    exclude: (entry) => GENERATED.includes(entry.name),
  });
  const text = (file: string): string => readFileSync(join(path, file), 'utf8');
  return {
    name: basename(path),
    manifest: JSON.parse(text('package.json')) as Manifest,
    files: entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(path.length + 1)
          .replaceAll('\\', '/'),
      )
      .sort(),
    text,
  };
}

/** The folders directly under `parent` that are npm packages. */
export function listProjectFolders(parent: string): ProjectFolder[] {
  return globSync('*/package.json', { cwd: parent })
    .sort()
    .map((file) => readProjectFolder(join(parent, file, '..')));
}

const PLUGIN = /^(connector|destination|transformer)-(?!kit$)/;

/** Plugins are what the configuration finds by name: one connector, destination or transformer each. */
export function pluginKind(name: string): string | undefined {
  return PLUGIN.exec(name)?.[1];
}
