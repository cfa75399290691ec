/** Adds up the test reports of all projects. A project without a report counts as one failure. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './pack.ts';
import { listProjectFolders } from './structure/project-folder.ts';

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

interface Sum {
  passed: number;
  failed: number;
}

function sumOf(reportPath: string): Sum {
  if (!existsSync(reportPath)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(reportPath, 'utf8')) as Report;
  // A file that cannot be loaded has no assertions to count.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

const total: Sum = { passed: 0, failed: 0 };
for (const parent of ['packages', 'apps', 'tools']) {
  for (const { name, manifest } of listProjectFolders(join(ROOT, parent))) {
    if (manifest.scripts?.test === undefined) continue;
    const { passed, failed } = sumOf(join(ROOT, parent, name, 'coverage/test-report.json'));
    console.log(`${name}: ${passed} passed, ${failed} failed`);
    total.passed += passed;
    total.failed += failed;
  }
}
console.log(`${total.passed} passed, ${total.failed} failed`);
if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
