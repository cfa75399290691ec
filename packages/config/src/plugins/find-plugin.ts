import type { Connector, DestinationPlugin, TransformerPlugin } from '@etl/core';
import type { FileProblem } from '../files/read-text-file.js';
import type { ImportPlugin } from '../load-context.js';
import { packageNameFor, type PluginKind } from './package-name.js';

/** The plugin type of each kind. */
export interface PluginOfKind {
  readonly connector: Connector;
  readonly destination: DestinationPlugin;
  readonly transformer: TransformerPlugin;
}

export type FoundPlugin<Kind extends PluginKind> =
  { readonly packageName: string; readonly plugin: PluginOfKind[Kind] } | { readonly problem: FileProblem };

/** Imports the package that `reference` names and takes the plugin out of it. */
export async function findPlugin<Kind extends PluginKind>(
  reference: string,
  kind: Kind,
  importPlugin: ImportPlugin,
): Promise<FoundPlugin<Kind>> {
  const packageName = packageNameFor(reference, kind);
  if (packageName === undefined) return { problem: malformedName(reference, kind) };
  let module: unknown;
  try {
    module = await importPlugin(packageName);
  } catch (error) {
    return { problem: problemOfImport(error, packageName) };
  }
  const candidate = (module as Readonly<Record<string, unknown>> | null)?.[kind];
  const problem = problemOfExport(candidate, packageName, kind);
  return problem === undefined ? { packageName, plugin: candidate as PluginOfKind[Kind] } : { problem };
}

function malformedName(reference: string, kind: PluginKind): FileProblem {
  return {
    code: 'plugin_name',
    message: `Found ${JSON.stringify(reference)}, which is no name of a package.`,
    remedy: `Write a short name in lower case, e.g. \`example\` for @etl/${kind}-example, or a full package name.`,
  };
}

function problemOfImport(error: unknown, packageName: string): FileProblem {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ERR_MODULE_NOT_FOUND' && message.includes(`'${packageName}'`)) {
    return {
      code: 'plugin_not_installed',
      message: `The package ${packageName} is not installed.`,
      remedy: `Check the spelling, or install it: npm install ${packageName}`,
    };
  }
  return {
    code: 'plugin_broken',
    message: `The package ${packageName} cannot be loaded: ${error instanceof Error ? message : String(error)}.`,
    remedy: 'Install it anew, or report it to its author.',
  };
}

function problemOfExport(candidate: unknown, packageName: string, kind: PluginKind): FileProblem | undefined {
  if (typeof candidate !== 'object' || candidate === null) {
    return {
      code: 'plugin_kind',
      message: `The package ${packageName} exports no \`${kind}\`.`,
      remedy: `Name a package that is a ${kind}.`,
    };
  }
  const { specificationVersion } = candidate as { readonly specificationVersion?: unknown };
  if (specificationVersion === 'v1') return undefined;
  return {
    code: 'plugin_version',
    message: `The package ${packageName} follows specification ${JSON.stringify(specificationVersion)}; this one knows "v1".`,
    remedy: 'Install a version of the package that fits, or update this toolkit.',
  };
}
