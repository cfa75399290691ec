import type { Random } from '../random/random.js';
import { createRandom } from '../random/random.js';
import { buildDeals } from './build-deals.js';
import { buildContacts, buildEmployees } from './build-people.js';
import type { Account, Company } from './company.js';
import { ACCOUNT_FIRST_WORDS, ACCOUNT_LAST_WORDS, CITIES, INDUSTRIES } from './names.js';

export interface CompanyOptions {
  /** Default 24. */
  readonly employees?: number;
  /** Customers; default 40, at most 140. */
  readonly accounts?: number;
  /** Default 60. */
  readonly deals?: number;
  /** Everything was created before this instant, in milliseconds since the epoch; default 2025-07-01T00:00:00Z. */
  readonly now?: number;
}

/** The instant generated data ends at when no other is given: in the past, so that nothing lies in the future. */
export const COMPANY_NOW = Date.UTC(2025, 6, 1);

const DAY = 24 * 60 * 60 * 1000;

/** The same seed and options give the same company, whichever emulator asks. All domains end in `.example`. */
export function createCompany(seed: number | string, options: CompanyOptions = {}): Company {
  const random = createRandom(seed).fork('company');
  const now = options.now ?? COMPANY_NOW;
  const domain = 'halden.example';
  const accounts = buildAccounts(options.accounts ?? 40, now, random.fork('accounts'));
  const employees = buildEmployees(options.employees ?? 24, domain, {
    random: random.fork('employees'),
    now,
  });
  const contacts = buildContacts(accounts, { random: random.fork('contacts'), now });
  const parties = { employees, accounts, contacts };
  return {
    name: 'Halden Systems',
    domain,
    timeZone: 'America/Los_Angeles',
    ...parties,
    deals: buildDeals(options.deals ?? 60, parties, { random: random.fork('deals'), now }),
  };
}

function buildAccounts(count: number, now: number, random: Random): Account[] {
  const names = ACCOUNT_FIRST_WORDS.flatMap((first) => ACCOUNT_LAST_WORDS.map((last) => `${first} ${last}`));
  return random.sample(names, count).map((name, index) => ({
    key: `account-${index}`,
    ids: { hubspot: String(random.integer(1_000_000_000, 99_999_999_999)) },
    name,
    domain: `${name.toLowerCase().replace(' ', '-')}.example`,
    industry: random.pick(INDUSTRIES),
    city: random.pick(CITIES),
    createdAt: now - random.integer(150 * DAY, 900 * DAY),
  }));
}
