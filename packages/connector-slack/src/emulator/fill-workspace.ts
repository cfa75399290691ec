import type { Company } from '@etl/emulator-kit';
import { COMPANY_NOW, createCompany, createRandom } from '@etl/emulator-kit';
import { fillFromFolder } from './folder/fill-from-folder.js';
import { buildBots, buildEmployee } from './generate/build-user.js';
import { fillWithCompany } from './generate/fill-with-company.js';
import { createChannelBase, type PopulationOptions } from './generate/population.js';
import type { SlackEmulatorOptions } from './slack-emulator-options.js';
import type { SlackContext } from './slack-method.js';
import type { Workspace } from './workspace/workspace.js';

/** Fills a workspace as the options say: from a folder, with a population, with a company, or not at all. */
export async function fillWorkspace(context: SlackContext, options: SlackEmulatorOptions): Promise<void> {
  if (options.dataDirectory !== undefined) {
    await fillFromFolder(context, options.dataDirectory);
    return;
  }
  if (options.empty === true) return;
  const { seed = 1, now = COMPANY_NOW } = options;
  const company = options.company ?? createCompany(seed, { ...options.size, now });
  fillUsers(context.workspace, company, now);
  if (options.population !== undefined) {
    fillWithPopulation(context, options.population, { seed, now, company });
    return;
  }
  fillWithCompany(context, { company, now, random: createRandom(seed).fork('slack records') });
}

function fillUsers({ users }: Workspace, { employees }: Company, now: number): void {
  for (const bot of buildBots(now)) users.put(String(bot.id), bot);
  for (const [index, employee] of employees.entries()) {
    users.put(employee.ids.slack, buildEmployee(employee, index));
  }
}

function fillWithPopulation(
  { changes }: SlackContext,
  options: PopulationOptions,
  { seed, now, company }: { readonly seed: number | string; readonly now: number; readonly company: Company },
): void {
  const users = company.employees.map(({ ids }) => ids.slack);
  for (let number = 0; number < options.channels; number += 1) {
    const id = `C${String(number).padStart(10, '0')}`;
    const base = createChannelBase(options, { salt: `${seed}/${id}`, users, now });
    changes.createChannel({ id, name: `project-${number}`, created: 1_500_000_000 }, base);
  }
}
