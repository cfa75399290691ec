import { formatFiles, generateFiles, names, readJson, type Tree } from '@nx/devkit';

/** What a user writes on the command line. */
export interface PluginOptions {
  readonly name: string;
}

/** What kinds of package can be generated, and what the first changeset says about one. */
export interface PluginTemplate {
  readonly kind: 'connector' | 'transformer';
  /** Absolute path of the template's folder. */
  readonly files: string;
  readonly news: (title: string) => string;
}

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Packages whose versions templates ask for: the generated package takes what the workspace has. */
const WORKSPACE_PACKAGES = {
  connectorKit: 'connector-kit',
  core: 'core',
  emulatorKit: 'emulator-kit',
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
  requireFreeName(tree, name, project);
  const { className, propertyName, constantName } = names(name);
  const title = name.replaceAll('-', ' ').replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
  generateFiles(tree, files, `packages/${project}`, {
    name,
    className,
    propertyName,
    constantName,
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

function requireFreeName(tree: Tree, name: string, project: string): void {
  if (!NAME.test(name)) {
    throw new Error(`"${name}" cannot name a package: write lower-case words with hyphens, e.g. "acme-crm".`);
  }
  if (tree.exists(`packages/${project}`)) throw new Error(`packages/${project} is there already.`);
}

function readVersions(tree: Tree): Record<string, string> {
  const { dependencies } = readJson<{ dependencies: { zod: string } }>(tree, 'packages/core/package.json');
  const own = Object.entries(WORKSPACE_PACKAGES).map(([key, folder]) => {
    const { version } = readJson<{ version: string }>(tree, `packages/${folder}/package.json`);
    return [key, `^${version}`] as const;
  });
  return { ...Object.fromEntries(own), zod: dependencies.zod };
}
