import { COMPANY_NOW, createCompany } from '@etl/emulator-kit';
import type { Dataset } from './data/dataset.js';
import { createDataset } from './data/dataset.js';
import { readDatasetFolder } from './data/read-folder.js';
import { generateCalls } from './generate/generate-calls.js';
import { fillLists } from './generate/generate-lists.js';
import { generateUsers } from './generate/generate-users.js';
import type { GongEmulatorOptions } from './gong-emulator-options.js';

const DEFAULT_CALL_COUNT = 250;

/** The data the options ask for: a folder, nothing, or a generated company. */
export async function buildDataset(options: GongEmulatorOptions): Promise<Dataset> {
  if (options.dataDirectory !== undefined) return readDatasetFolder(options.dataDirectory);
  const dataset = createDataset();
  if (options.empty === true) return dataset;
  const { seed = 1, now = COMPANY_NOW } = options;
  const company = options.company ?? createCompany(seed, { now });
  for (const user of generateUsers(company)) dataset.users.add(user);
  const count = options.callCount ?? DEFAULT_CALL_COUNT;
  const calls = generateCalls(company, { seed, now, count });
  for (const call of calls) dataset.calls.add(call);
  fillLists(dataset.lists, company, calls, { seed, now });
  return dataset;
}
