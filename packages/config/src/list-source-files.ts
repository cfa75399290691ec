import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoadContext } from './load-context.js';
import type { LoadedPipeline } from './load-pipeline-file.js';
import { suggest } from './issues/suggest.js';

const YAML_FILE = /^(.+)\.ya?ml$/;

/** The wanted files in `sources/`, as the user sees them, in the order of their names. */
export async function listSourceFiles(
  context: LoadContext,
  pipeline: LoadedPipeline | undefined,
): Promise<string[]> {
  const directory = join(context.directory, 'sources');
  const files = await listYamlFiles(directory, context);
  if (files === undefined) return [];
  const patterns = pipeline?.settings.sources;
  if (patterns === undefined || pipeline === undefined) return files.map((file) => join(directory, file));
  const wanted = new Set<string>();
  for (const [index, pattern] of patterns.entries()) {
    const matching = files.filter((file) => matcherOf(pattern).test(nameOf(file)));
    if (matching.length === 0) reportUnmatched(pipeline, index, pattern, files, context);
    for (const file of matching) wanted.add(file);
  }
  return files.filter((file) => wanted.has(file)).map((file) => join(directory, file));
}

async function listYamlFiles(directory: string, { issues }: LoadContext): Promise<string[] | undefined> {
  const remedy = 'Put one YAML file per source there, e.g. gong.yaml.';
  try {
    const files = (await readdir(directory)).filter((file) => YAML_FILE.test(file)).sort();
    if (files.length > 0) return files;
    issues.push({ code: 'no_sources', file: directory, path: '', message: 'Found no source.', remedy });
  } catch (error) {
    const message = `The directory of sources cannot be read (${String((error as NodeJS.ErrnoException).code)}).`;
    issues.push({ code: 'directory_unreadable', file: directory, path: '', message, remedy });
  }
  return undefined;
}

function reportUnmatched(
  pipeline: LoadedPipeline,
  index: number,
  pattern: string,
  files: readonly string[],
  { issues }: LoadContext,
): void {
  const message = `Found ${JSON.stringify(pattern)}, which names no file in sources/.`;
  const path = [...pipeline.pathOf('sources'), index];
  const remedy = suggest(pattern, files.map(nameOf));
  issues.push(pipeline.file.yaml.issueAt(path, 'unknown_source', message, remedy));
}

function nameOf(file: string): string {
  return file.replace(YAML_FILE, '$1');
}

function matcherOf(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`);
}
