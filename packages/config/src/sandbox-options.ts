import { holdsSecret } from './validation/schema-at.js';
import type { JsonSchema } from './validation/json-schema-of.js';
import type { PluginOptions } from './plugins/configure-plugin.js';

/** The options as written, without any credential, and with those of the emulator on top. */
export function sandboxOptions(
  written: PluginOptions,
  jsonSchema: JsonSchema,
  overrides: PluginOptions,
): PluginOptions {
  const kept = Object.entries(written).filter(([key]) => {
    const property = jsonSchema.properties?.[key];
    return property === undefined || !holdsSecret(property);
  });
  return { ...Object.fromEntries(kept), ...overrides };
}
