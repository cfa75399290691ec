import type { Selection } from '@etl/core/pipeline';
import { valueAt } from './files/path.js';
import { readYamlFile } from './files/read-yaml-file.js';
import { configureTransformers } from './configure-transformers.js';
import { SANDBOX, type LoadContext } from './load-context.js';
import type { ConfiguredPlugin, ConfiguredSource, DeclaredSource } from './pipeline-config.js';
import { configurePlugin, type PluginOptions } from './plugins/configure-plugin.js';
import type { PluginOfKind } from './plugins/find-plugin.js';
import { packageNameFor } from './plugins/package-name.js';
import { sandboxOptions } from './sandbox-options.js';
import { sourceFile, type SourceFile } from './schemas/source-file.js';
import { collectSecretVariables } from './validation/collect-secrets.js';
import { jsonSchemaOf } from './validation/json-schema-of.js';
import { validate } from './validation/validate.js';
import { substitute, type SubstitutedFile } from './variables/substitute.js';

const OPTIONS_PATH = ['source', 'config'];
const NOT_USED = 'If you do not use this source, delete its file.';
const ESTUARY_PACKAGE = '@etl/connector-estuary';

/** One file of `sources/`, without its connector when it is not wanted; `undefined` with the reasons in the context's issues. */
export async function loadSourceFile(
  name: string,
  destinationType: string | undefined,
  context: LoadContext,
): Promise<ConfiguredSource | DeclaredSource | undefined> {
  const { issues, environment, profile } = context;
  const yaml = await readYamlFile(name, name, issues);
  if (yaml === undefined) return undefined;
  const isWanted = isNameWanted(valueAt(yaml.value, ['source', 'name']), context);
  const use = profile === SANDBOX || !isWanted ? 'optional' : 'required';
  const file = substitute(yaml, { environment, issues, useAt: () => use, wayOut: NOT_USED });
  collectSecretVariables(file, environment, context.secrets);
  const content = validate(
    { file, at: [], value: file.value, schema: sourceFile, jsonSchema: jsonSchemaOf(sourceFile) },
    issues,
  );
  if (content === undefined) return undefined;
  checkDestinationType(content, file, destinationType, context);
  return isNameWanted(content.source.name, context)
    ? configureSource(content, file, context)
    : declareSource(content, file);
}

function isNameWanted(name: unknown, { source }: LoadContext): boolean {
  return source === undefined || name === source;
}

function declareSource(content: SourceFile, file: SubstitutedFile): DeclaredSource {
  const { name } = content.source;
  const schema = content.destination?.schema ?? name.replaceAll('-', '_');
  return { name, schema, selection: selectionOf(content), origin: file.yaml };
}

async function configureSource(
  content: SourceFile,
  file: SubstitutedFile,
  context: LoadContext,
): Promise<ConfiguredSource | undefined> {
  const { source } = content;
  const connector = await configureConnector(source, file, context);
  const path = ['source', 'transformers'];
  const place = { file, path, entries: source.transformers ?? [], source: source.name };
  const transformers = await configureTransformers(place, context);
  if (connector === undefined || transformers === undefined) return undefined;
  return {
    ...connector,
    ...declareSource(content, file),
    acceptedMissingScopes: source.accept_missing_scopes ?? [],
    transformers,
  };
}

function selectionOf({ source, destination }: SourceFile): Selection {
  return {
    ...(source.streams && { streams: source.streams }),
    ...(destination?.tables && { tables: destination.tables }),
    ...(destination?.columns && { columns: destination.columns }),
  };
}

async function configureConnector(
  source: SourceFile['source'],
  file: SubstitutedFile,
  context: LoadContext,
): Promise<ConfiguredPlugin<PluginOfKind['connector']> | undefined> {
  // As read: the schema of the file would drop a key called __proto__, which must be complained about.
  const written = (valueAt(file.value, OPTIONS_PATH) ?? {}) as PluginOptions;
  const throughEstuary = source.type === 'estuary' && context.profile !== SANDBOX;
  const place = {
    kind: 'connector',
    file,
    reference: throughEstuary ? ESTUARY_PACKAGE : source.connector,
    referencePath: ['source', throughEstuary ? 'type' : 'connector'],
    optionsPath: OPTIONS_PATH,
    options: async (
      packageName: string,
      jsonSchema: Parameters<typeof sandboxOptions>[1],
    ): Promise<PluginOptions> => {
      if (context.profile !== SANDBOX) return written;
      return sandboxOptions(
        written,
        jsonSchema,
        await context.startEmulator({ name: source.name, packageName }),
      );
    },
  } as const;
  const before = context.issues.length;
  const connector = await configurePlugin(place, context);
  if (throughEstuary) offerApi(context, before);
  return connector;
}

/** Until Estuary's connector is installed, the way out is to read the vendor itself. */
function offerApi({ issues }: LoadContext, from: number): void {
  const index = issues.findIndex((issue, at) => at >= from && issue.code === 'plugin_not_installed');
  const issue = issues[index];
  if (issue === undefined) return;
  issues[index] = {
    ...issue,
    message: `Found \`type: estuary\`, but the package ${ESTUARY_PACKAGE} is not installed.`,
    remedy: `Write \`type: api\` to let the connector read from the vendor itself.`,
  };
}

function checkDestinationType(
  { destination }: SourceFile,
  file: SubstitutedFile,
  expected: string | undefined,
  { issues, profile }: LoadContext,
): void {
  const found = destination?.type;
  if (profile === SANDBOX || found === undefined || expected === undefined) return;
  if (packageNameFor(found, 'destination') === packageNameFor(expected, 'destination')) return;
  issues.push(
    file.yaml.issueAt(
      ['destination', 'type'],
      'destination_conflict',
      `Found the destination \`${found}\`, but the pipeline has one destination, and it is \`${expected}\`.`,
      `Remove this key or write \`${expected}\`; or change destination.type in pipeline.yaml.`,
    ),
  );
}
