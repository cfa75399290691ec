import type { Path } from '../files/path.js';
import type { Environment } from '../variables/load-environment.js';
import type { SubstitutedFile } from '../variables/substitute.js';
import type { JsonSchema } from './json-schema-of.js';
import { isSecretAt } from './schema-at.js';
import { looksSecret } from './secret-names.js';
import { variablesAt, type Section } from './section.js';

/** Adds every credential of the section: what stands at a secret place, and the variables it is made of. */
export function collectSecrets(section: Section, environment: Environment, secrets: Set<string>): void {
  for (const [path, text] of textsOf(section.value)) {
    if (!isSecretAt(section.jsonSchema, path)) continue;
    secrets.add(text);
    addVariables(variablesAt(section, path)?.names ?? [], environment, secrets);
  }
}

/** Adds the values of variables whose name says that they are credentials, wherever they are used. */
export function collectSecretVariables(
  file: SubstitutedFile,
  environment: Environment,
  secrets: Set<string>,
): void {
  for (const { names } of file.variables.values()) {
    addVariables(names.filter(looksSecret), environment, secrets);
  }
}

/** The same value with `***` in place of every credential. */
export function maskSecrets(value: unknown, jsonSchema: JsonSchema, path: Path = []): unknown {
  if (Array.isArray(value))
    return value.map((item, index) => maskSecrets(item, jsonSchema, [...path, index]));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, maskSecrets(item, jsonSchema, [...path, key])]),
    );
  }
  return value !== undefined && isSecretAt(jsonSchema, path) ? '***' : value;
}

function addVariables(names: readonly string[], environment: Environment, secrets: Set<string>): void {
  for (const name of names) {
    const value = environment[name];
    if (value !== undefined) secrets.add(value);
  }
}

function* textsOf(value: unknown, path: Path = []): Generator<[Path, string]> {
  if (typeof value === 'string') yield [path, value];
  if (typeof value === 'number') yield [path, String(value)];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    yield* textsOf(item, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}
