import { formatFiles, generateFiles, names, readJson, type Tree } from '@nx/devkit';
import { findNameProblem, type PluginKind } from './plugin-name.ts';

/** What a user writes on the command line. */
export interface PluginOptions {
  readonly name: string;
}

/** What kinds of package can be generated, and what the first changeset says about one. */
export interface PluginTemplate {
  readonly kind: PluginKind;
  /** Absolute path of the template's folder. */
  readonly files: string;
  readonly news: (title: string) => string;
}

/** Packages whose versions templates ask for: the generated package takes what the workspace has. */
const WORKSPACE_PACKAGES = {
  connectorKit: 'connector-kit',
  core: 'core',
  emulatorKit: 'emulator-kit',
  sql: 'sql',
  testing: 'testing',
};

/**
 * Writes `packages/<kind>-<name>` and its changeset, and touches no other file.
 *
 * @throws Error when the name cannot be a package's, or the package exists.
 */
export async function generatePlugin(
  tree: Tree,
  { name }: PluginOptions,
  { kind, files, news }: PluginTemplate,
): Promise<() => void> {
  const project = `${kind}-${name}`;
  requireFreeName(tree, name, kind);
  const { className, propertyName } = names(name);
  const title = name.replaceAll('-', ' ').replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
  generateFiles(tree, files, `packages/${project}`, {
    name,
    className,
    propertyName,
    constantName: name.toUpperCase().replaceAll('-', '_'),
    title,
    versions: readVersions(tree),
  });
  tree.write(`.changeset/new-${project}.md`, `---\n'@etl/${project}': minor\n---\n\n${news(title)}\n`);
  await formatFiles(tree);
  return () => {
    console.log(
      `\nNow run \`npm install\`, which links @etl/${project} and writes it into package-lock.json.`,
    );
    console.log(`Then \`npx nx run-many -t lint typecheck test build -p ${project}\`.`);
  };
}

function requireFreeName(tree: Tree, name: string, kind: PluginKind): void {
  const problem = findNameProblem(name, kind);
  if (problem !== undefined) throw new Error(problem);
  const folder = `packages/${kind}-${name}`;
  if (tree.exists(folder))
    throw new Error(`${folder} is there already: choose another name, or remove it first.`);
}

/** What the templates put after a dependency's name. */
function readVersions(tree: Tree): Record<string, string> {
  const own = Object.entries(WORKSPACE_PACKAGES).map(([key, folder]) => [
    key,
    `^${readJson<Manifest>(tree, `packages/${folder}/package.json`).version}`,
  ]);
  const { devDependencies } = readJson<Manifest>(tree, 'packages/sql/package.json');
  return {
    ...(Object.fromEntries(own) as Record<string, string>),
    zod: devDependencies.zod,
    duckDb: devDependencies['@duckdb/node-api'],
  };
}

interface Manifest {
  readonly version: string;
  readonly devDependencies: { readonly zod: string; readonly '@duckdb/node-api': string };
}
