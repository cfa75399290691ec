import type { Path } from '../files/path.js';
import type { LoadContext } from '../load-context.js';
import type { ConfiguredPlugin } from '../pipeline-config.js';
import { collectSecrets } from '../validation/collect-secrets.js';
import { jsonSchemaOf, type JsonSchema } from '../validation/json-schema-of.js';
import { validate } from '../validation/validate.js';
import type { SubstitutedFile } from '../variables/substitute.js';
import { findPlugin, type PluginOfKind } from './find-plugin.js';
import type { PluginKind } from './package-name.js';

export type PluginOptions = Readonly<Record<string, unknown>>;

/** Where a plugin is named and configured. */
export interface PluginPlace<Kind extends PluginKind> {
  readonly kind: Kind;
  readonly file: SubstitutedFile;
  readonly reference: string;
  readonly referencePath: Path;
  readonly optionsPath: Path;
  /** The options to validate, made from those the plugin's schema describes. */
  readonly options: (packageName: string, jsonSchema: JsonSchema) => Promise<PluginOptions>;
}

/** The plugin with its validated options, or `undefined` with the reasons in the context's issues. */
export async function configurePlugin<Kind extends PluginKind>(
  place: PluginPlace<Kind>,
  context: LoadContext,
): Promise<ConfiguredPlugin<PluginOfKind[Kind]> | undefined> {
  const { file, referencePath, optionsPath } = place;
  const found = await findPlugin(place.reference, place.kind, context.importPlugin);
  if ('problem' in found) {
    const { code, message, remedy } = found.problem;
    context.issues.push(file.yaml.issueAt(referencePath, code, message, remedy));
    return undefined;
  }
  const { packageName, plugin } = found;
  const jsonSchema = jsonSchemaOf(plugin.configSchema);
  const input = await place.options(packageName, jsonSchema);
  const section = { file, at: optionsPath, value: input, schema: plugin.configSchema, jsonSchema };
  collectSecrets(section, context.environment, context.secrets);
  const before = context.issues.length;
  const config = validate(section, context.issues);
  return context.issues.length > before ? undefined : { packageName, plugin, config, input };
}
