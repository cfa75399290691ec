import type { Account, Contact, Deal, DealStage, Employee } from './company.js';
import type { PeopleRequest } from './build-people.js';

const DAY = 24 * 60 * 60 * 1000;

const STAGES: readonly DealStage[] = [
  'appointmentscheduled',
  'qualifiedtobuy',
  'presentationscheduled',
  'decisionmakerboughtin',
  'contractsent',
  'closedwon',
  'closedlost',
];

const PRODUCTS = ['Platform', 'Platform renewal', 'Pilot', 'Expansion', 'Support plan'] as const;

/** Who can own, buy and attend. */
export interface DealParties {
  readonly employees: readonly Employee[];
  readonly accounts: readonly Account[];
  readonly contacts: readonly Contact[];
}

/** Every account has at least one deal before any has a second one. */
export function buildDeals(count: number, parties: DealParties, { random, now }: PeopleRequest): Deal[] {
  const { employees, accounts, contacts } = parties;
  if (accounts.length === 0) return [];
  return Array.from({ length: count }, (_, index) => {
    const account = accounts[index % accounts.length] ?? random.pick(accounts);
    const product = random.pick(PRODUCTS);
    const createdAt = now - random.integer(10 * DAY, 140 * DAY);
    const people = contacts.filter((contact) => contact.accountKey === account.key);
    return {
      key: `deal-${index}`,
      ids: { hubspot: String(random.integer(10_000_000_000, 99_999_999_999)) },
      name: `${account.name} – ${product}`,
      accountKey: account.key,
      ownerKey: random.pick(employees).key,
      contactKeys: random.sample(people, random.integer(1, 3)).map((contact) => contact.key),
      amount: random.integer(2, 240) * 500,
      stage: random.pick(STAGES),
      createdAt,
      closeAt: createdAt + random.integer(20 * DAY, 120 * DAY),
    };
  });
}
