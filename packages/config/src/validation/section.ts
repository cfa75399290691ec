import type { z } from 'zod';
import { formatPath, type Path } from '../files/path.js';
import type { ConfigIssue } from '../issues/config-issue.js';
import type { ScalarVariables, SubstitutedFile } from '../variables/substitute.js';
import type { JsonSchema } from './json-schema-of.js';

/** A part of a file, and the schema that judges it. */
export interface Section {
  readonly file: SubstitutedFile;
  /** Where the part stands in the file. */
  readonly at: Path;
  readonly value: unknown;
  readonly schema: z.ZodType;
  readonly jsonSchema: JsonSchema;
}

/** An issue at `path` inside the section. */
export function issueIn(
  section: Section,
  path: Path,
  code: string,
  message: string,
  remedy: string,
): ConfigIssue {
  return section.file.yaml.issueAt([...section.at, ...path], code, message, remedy);
}

/** Variables of the scalar at `path` inside the section. */
export function variablesAt(section: Section, path: Path): ScalarVariables | undefined {
  return section.file.variables.get(formatPath([...section.at, ...path]));
}
