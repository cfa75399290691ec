import type { Random } from '../random/random.js';
import type { Account, Contact, Employee, Person } from './company.js';
import { CONTACT_TITLES, EMPLOYEE_TITLES, FIRST_NAMES, LAST_NAMES } from './names.js';

const DIGITS = '0123456789';
const CAPITALS = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';
const DAY = 24 * 60 * 60 * 1000;

/** Whom to build people for. */
export interface PeopleRequest {
  readonly random: Random;
  /** People and deals exist before this instant, in milliseconds since the epoch. */
  readonly now: number;
}

/** A team of which the first leads; some have left. */
export function buildEmployees(count: number, domain: string, request: PeopleRequest): Employee[] {
  const { random } = request;
  const addresses = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const person = buildPerson(`employee-${index}`, domain, addresses, request);
    const isLead = index === 0;
    return {
      ...person,
      title: isLead ? 'VP Sales' : random.pick(EMPLOYEE_TITLES),
      active: isLead || !random.chance(0.12),
      managerKey: isLead ? null : `employee-${Math.floor((index - 1) / 6)}`,
      emailAliases: random.chance(0.2)
        ? [`${person.email.toLowerCase().split('@', 1)[0]}@mail.${domain}`]
        : [],
    };
  });
}

/** Two to five people at each account. */
export function buildContacts(accounts: readonly Account[], request: PeopleRequest): Contact[] {
  const { random } = request;
  const addresses = new Set<string>();
  let built = 0;
  return accounts.flatMap((account) =>
    Array.from({ length: random.integer(2, 5) }, () => {
      const person = buildPerson(`contact-${built}`, account.domain, addresses, request);
      built += 1;
      const title = random.chance(0.8) ? random.pick(CONTACT_TITLES) : null;
      return { ...person, title, accountKey: account.key };
    }),
  );
}

function buildPerson(key: string, domain: string, addresses: Set<string>, request: PeopleRequest): Person {
  const { random, now } = request;
  const firstName = random.pick(FIRST_NAMES);
  const lastName = random.pick(LAST_NAMES);
  return {
    key,
    ids: {
      gong: `7${random.text(DIGITS, 18)}`,
      hubspot: `${random.integer(1, 9)}${random.text(DIGITS, 8)}`,
      slack: `U${random.text(CAPITALS, 10)}`,
    },
    firstName,
    lastName,
    email: chooseAddress({ firstName, lastName, domain }, addresses, random),
    phone: random.chance(0.75) ? `+1${random.integer(201, 989)}55501${random.text(DIGITS, 2)}` : null,
    title: null,
    createdAt: now - random.integer(150 * DAY, 900 * DAY),
  };
}

function chooseAddress(
  name: { readonly firstName: string; readonly lastName: string; readonly domain: string },
  taken: Set<string>,
  random: Random,
): string {
  const base = `${toAscii(name.firstName)}.${toAscii(name.lastName)}`;
  let address = `${base}@${name.domain}`;
  for (let number = 2; taken.has(address); number += 1) address = `${base}${number}@${name.domain}`;
  taken.add(address);
  return random.chance(0.05) ? address.replace(/^./, (letter) => letter.toUpperCase()) : address;
}

function toAscii(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}
