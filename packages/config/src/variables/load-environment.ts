import { parseEnv } from 'node:util';
import { readTextFile } from '../files/read-text-file.js';
import type { ConfigIssue } from '../issues/config-issue.js';

/** Values by variable name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables of the `.env` file, if there is one, with those of the process on top. */
export async function loadEnvironment(
  path: string,
  environment: Environment,
  issues: ConfigIssue[],
): Promise<Environment> {
  const read = await readTextFile(path);
  if ('text' in read) return { ...parseEnv(read.text), ...withoutUndefined(environment) };
  if (read.problem.code !== 'file_missing') issues.push({ ...read.problem, file: path, path: '' });
  return environment;
}

function withoutUndefined(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined));
}
