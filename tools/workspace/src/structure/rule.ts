import type { ProjectFolder } from './project-folder.ts';

/** Looks at one project and says, one sentence each, what is wrong with it. */
export type Rule = (folder: ProjectFolder) => string[];

export function isTest(file: string): boolean {
  return file.endsWith('.test.ts');
}

/** TypeScript that ships or runs: tests and their fixtures are left out. */
export function isSource(file: string): boolean {
  return file.startsWith('src/') && file.endsWith('.ts') && !isTest(file) && !file.includes('__fixtures__/');
}
