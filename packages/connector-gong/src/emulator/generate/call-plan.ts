import type { Account, Company, Contact, Deal, Employee, Person, Random } from '@etl/emulator-kit';
import { formatInstant } from './format-instant.js';

const DIGITS = '0123456789';

/** Somebody in a call. */
export interface Attendee {
  readonly person: Person;
  readonly side: 'Internal' | 'External';
  readonly partyId: string;
  /** `null` for whoever said nothing. */
  readonly speakerId: string | null;
}

/** Somebody who dialled in, of whom nothing but a number is known. */
export interface Stranger {
  readonly partyId: string;
  readonly speakerId: string | null;
  readonly phone: string;
}

/** What all parts of one call agree on. */
export interface CallPlan {
  readonly id: string;
  readonly startedAt: number;
  readonly started: string;
  readonly scheduled: string | null;
  readonly durationSeconds: number;
  readonly topic: string;
  readonly hasVideo: boolean;
  readonly owner: Employee;
  readonly account: Account;
  readonly deal: Deal;
  /** The first hosts the call, and speaks. */
  readonly attendees: readonly Attendee[];
  readonly strangers: readonly Stranger[];
}

const TOPICS = ['Intro', 'Discovery', 'Demo', 'Pricing', 'Security review', 'Check-in', 'Renewal'] as const;

/** Gathers the people of one deal. */
export function planCall(company: Company, startedAt: number, random: Random): CallPlan {
  const deal = random.pick(company.deals);
  const owner = find(company.employees, deal.ownerKey);
  const colleagues = company.employees.filter(({ key, active }) => active && key !== owner.key);
  const guests = deal.contactKeys.map((key) => find(company.contacts, key));
  // People come early and late: the actual start is rarely the scheduled one.
  const scheduledAt = startedAt - (startedAt % (15 * 60_000));
  const isTelephony = random.chance(0.25);
  return {
    id: buildId(random),
    startedAt,
    started: formatInstant(startedAt, company.timeZone),
    scheduled: isTelephony ? null : formatInstant(scheduledAt, company.timeZone),
    durationSeconds: random.integer(180, 4200),
    topic: random.pick(TOPICS),
    hasVideo: !isTelephony,
    owner,
    account: find(company.accounts, deal.accountKey),
    deal,
    attendees: [
      ...seat([owner, ...random.sample(colleagues, random.integer(0, 2))], 'Internal', random),
      ...seat(guests, 'External', random),
    ].map((attendee, index) => (index === 0 ? attendee : silenceSome(attendee, random))),
    strangers: chooseStrangers(random.fork('strangers')),
  };
}

/** Ids of everybody who spoke: at least the host. */
export function speakersOf({ attendees, strangers }: CallPlan): readonly string[] {
  return [...attendees, ...strangers].flatMap(({ speakerId }) => speakerId ?? []);
}

/** 19 digits that begin with 7, as Gong's ids do. */
export function buildId(random: Random): string {
  return `7${random.text(DIGITS, 18)}`;
}

function seat(people: readonly Person[], side: Attendee['side'], random: Random): Attendee[] {
  return people.map((person) => ({ person, side, partyId: buildId(random), speakerId: buildId(random) }));
}

function silenceSome(attendee: Attendee, random: Random): Attendee {
  return random.fork(`voice of ${attendee.partyId}`).chance(0.1)
    ? { ...attendee, speakerId: null }
    : attendee;
}

function chooseStrangers(random: Random): Stranger[] {
  if (random.chance(0.85)) return [];
  const speakerId = random.chance(0.7) ? buildId(random) : null;
  const phone = `+1${random.integer(201, 989)}55501${random.text(DIGITS, 2)}`;
  return [{ partyId: buildId(random), speakerId, phone }];
}

function find<Item extends Employee | Account | Contact>(items: readonly Item[], key: string): Item {
  const item = items.find((candidate) => candidate.key === key);
  if (!item) throw new Error(`The company has no ${key}: its deals must name its own people and accounts.`);
  return item;
}
