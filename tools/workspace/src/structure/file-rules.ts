import ts from 'typescript';
import { isSource, isTest, type Rule } from './rule.ts';

const MAX_LINES = 200;

export const requiredFiles: Rule = ({ files }) =>
  ['README.md', 'tsconfig.json', 'tsup.config.ts', 'vitest.config.ts']
    .filter((file) => !files.includes(file))
    .map((file) => `${file} is missing`);

export const readmeUsage: Rule = ({ files, text }) => {
  if (!files.includes('README.md')) return [];
  return /^##+ .*\b(usage|use)\b/im.test(text('README.md')) ? [] : ['README.md has no "## Usage" heading'];
};

function isReExport(statement: ts.Statement): boolean {
  if (!ts.isExportDeclaration(statement)) return false;
  const { exportClause, moduleSpecifier } = statement;
  const exportsNothing =
    exportClause !== undefined && ts.isNamedExports(exportClause) && exportClause.elements.length === 0;
  return moduleSpecifier !== undefined || exportsNothing;
}

export const indexOnlyReExports: Rule = ({ files, text }) =>
  files
    .filter((file) => isSource(file) && file.endsWith('/index.ts'))
    .filter((file) => {
      const { statements } = ts.createSourceFile(file, text(file), ts.ScriptTarget.Latest);
      return !statements.every(isReExport);
    })
    .map((file) => `${file} may only re-export`);

const SAYS_NOTHING = /(^|\/)(utils?|helpers?|common|misc|shared)(\.[a-z]+|\/)/;

export const tellingNames: Rule = ({ files }) =>
  files
    .filter((file) => SAYS_NOTHING.test(file))
    .map((file) => `${file}: the name does not say what is in it`);

export const shortSources: Rule = ({ files, text }) =>
  files
    .filter(isSource)
    .map((file) => ({ file, lines: text(file).trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MAX_LINES)
    .map(({ file, lines }) => `${file} has ${lines} lines, more than ${MAX_LINES}`);

const LEFT_OUT = /\b(?:it|test|describe|suite)(?:\.\w+)*\.(skip|only|todo|skipIf|runIf)\b/;

export const everyTestRuns: Rule = ({ files, text }) =>
  files.filter(isTest).flatMap((file) => {
    const found = LEFT_OUT.exec(text(file));
    return found === null ? [] : [`${file} uses .${found[1] ?? ''}: every test runs, every time`];
  });
