/** Adds up the test reports of all projects. A project that reports no test counts as one failure. */
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
  const { numPassedTests, numFailedTests, testResults } = readReport(reportPath);
  // A file that cannot be loaded has no assertions to count.
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failed = numFailedTests + broken.length;
  return { passed: numPassedTests, failed: numPassedTests + failed === 0 ? 1 : failed };
}

function readReport(path: string): Report {
  if (!existsSync(path)) return { numPassedTests: 0, numFailedTests: 0, testResults: [] };
  return JSON.parse(readFileSync(path, 'utf8')) as Report;
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
