import { join } from 'node:path';
import { PRODUCTION, SANDBOX, type LoadContext } from './load-context.js';
import type { Path } from './files/path.js';
import { readYamlFile } from './files/read-yaml-file.js';
import { suggest } from './issues/suggest.js';
import { pipelineFile, type PipelineFile, type PipelineSettings } from './schemas/pipeline-file.js';
import { collectSecretVariables } from './validation/collect-secrets.js';
import { jsonSchemaOf } from './validation/json-schema-of.js';
import { validate } from './validation/validate.js';
import { substitute, type SubstitutedFile, type VariableUse } from './variables/substitute.js';

/** `pipeline.yaml` with the settings of the chosen profile on top of its own. */
export interface LoadedPipeline {
  readonly file: SubstitutedFile;
  readonly name: string;
  readonly settings: PipelineSettings & Pick<PipelineFile, 'destination'>;
  /** Where a setting in force is written. */
  readonly pathOf: (setting: keyof PipelineSettings) => Path;
}

/** Reads `pipeline.yaml`; `undefined` with the reasons in the context's issues. */
export async function loadPipelineFile(context: LoadContext): Promise<LoadedPipeline | undefined> {
  const { directory, profile, issues, environment } = context;
  const name = join(directory, 'pipeline.yaml');
  const yaml = await readYamlFile(name, name, issues);
  if (yaml === undefined) return undefined;
  const overridden = Object.keys(profileSettings(yaml.value, profile));
  const file = substitute(yaml, { environment, issues, useAt: (path) => useOf(path, profile, overridden) });
  collectSecretVariables(file, environment, context.secrets);
  const content = validate(
    { file, at: [], value: file.value, schema: pipelineFile, jsonSchema: jsonSchemaOf(pipelineFile) },
    issues,
  );
  if (content === undefined || !isProfileKnown(content, file, context)) return undefined;
  return withProfile(content, file, profile);
}

/** Variables of settings that this run does not use need not be set. */
function useOf(path: Path, profile: string, overridden: readonly string[]): VariableUse {
  const [first, second] = path;
  const isOtherProfile = first === 'profiles' && second !== profile;
  if (isOtherProfile || overridden.includes(String(first))) return 'unused';
  if (profile !== SANDBOX) return 'required';
  return first === 'destination' ? 'unused' : 'optional';
}

function profileSettings(value: unknown, profile: string): object {
  const { profiles } = value as { readonly profiles?: Readonly<Record<string, unknown>> | null };
  const settings = profiles?.[profile];
  return typeof settings === 'object' && settings !== null ? settings : {};
}

function isProfileKnown(content: PipelineFile, file: SubstitutedFile, context: LoadContext): boolean {
  const known = [...new Set([SANDBOX, PRODUCTION, ...Object.keys(content.profiles ?? {})])];
  if (known.includes(context.profile)) return true;
  const message = `Found the profile ${JSON.stringify(context.profile)}, which does not exist.`;
  const remedy = `Choose another one (ETL_PROFILE) or write it here. ${suggest(context.profile, known)}`;
  context.issues.push(file.yaml.issueAt(['profiles'], 'unknown_profile', message, remedy));
  return false;
}

function withProfile(content: PipelineFile, file: SubstitutedFile, profile: string): LoadedPipeline {
  const { name, profiles, ...base } = content;
  const overlay = Object.fromEntries(
    Object.entries(profiles?.[profile] ?? {}).filter(([, setting]) => setting !== undefined),
  ) as PipelineSettings;
  return {
    file,
    name,
    settings: { ...base, ...overlay, destination: overlay.destination ?? base.destination },
    pathOf: (setting) => (setting in overlay ? ['profiles', profile, setting] : [setting]),
  };
}
