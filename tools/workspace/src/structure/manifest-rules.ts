import { pluginKind, type ProjectFolder } from './project-folder.ts';
import type { Rule } from './rule.ts';

/** What every published package.json says, as `[field, value it must have, value it has]`. */
function expectedFields({ name, manifest }: ProjectFolder): [string, unknown, unknown][] {
  return [
    ['name', `@etl/${name}`, manifest.name],
    ['license', 'Apache-2.0', manifest.license],
    ['type', 'module', manifest.type],
    ['sideEffects', false, manifest.sideEffects],
    ['engines.node', '>=22', manifest.engines?.node],
    ['repository.directory', `packages/${name}`, manifest.repository?.directory],
    ['publishConfig.access', 'public', manifest.publishConfig?.access],
    ['nx.name', name, manifest.nx?.name],
  ];
}

export const manifestFields: Rule = (folder) => [
  ...expectedFields(folder)
    .filter(([, expected, found]) => expected !== found)
    .map(
      ([field, expected, found]) =>
        `package.json: ${field} must be ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`,
    ),
  ...(/^[1-9]\d*\.\d+\.\d+/.test(folder.manifest.version ?? '')
    ? []
    : ['package.json: version starts at 1.0.0']),
];

export const shippedFiles: Rule = ({ manifest }) =>
  ['dist', 'src', '!src/**/*.test.ts', '!src/**/__fixtures__']
    .filter((pattern) => !manifest.files?.includes(pattern))
    .map((pattern) => `package.json: files must list ${JSON.stringify(pattern)}`);

/** The conditions of one entry point, in the order in which resolvers must meet them. */
function conditionsOf(source: string): Record<string, string> {
  const built = source.replace('./src/', './dist/').replace(/\.ts$/, '');
  return { '@etl/source': source, types: `${built}.d.ts`, import: `${built}.js` };
}

export const entryPoints: Rule = ({ manifest, files }) => {
  const entries = Object.entries(manifest.exports ?? {}).filter(([subpath]) => subpath !== './package.json');
  if (!entries.some(([subpath]) => subpath === '.')) return ['package.json: exports has no "." entry'];
  return entries.flatMap(([subpath, target]) => {
    const source = typeof target === 'string' ? undefined : target['@etl/source'];
    if (source === undefined) return [`package.json: exports["${subpath}"] has no "@etl/source" condition`];
    const expected = JSON.stringify(conditionsOf(source));
    return [
      ...(JSON.stringify(target) === expected
        ? []
        : [`package.json: exports["${subpath}"] must be ${expected}`]),
      ...(files.includes(source.slice('./'.length))
        ? []
        : [`exports["${subpath}"] names ${source}, which is not there`]),
    ];
  });
};

function expectedTags(name: string): string[] {
  const kind = pluginKind(name);
  if (kind !== undefined) return [`type:${kind}`, 'plugin'];
  return [name === 'connector-kit' ? 'type:kit' : `type:${name}`];
}

export const tags: Rule = ({ name, manifest }) => {
  const expected = expectedTags(name).join(', ');
  const found = (manifest.nx?.tags ?? []).join(', ');
  return expected === found ? [] : [`package.json: nx.tags must be ${expected}, found ${found}`];
};
