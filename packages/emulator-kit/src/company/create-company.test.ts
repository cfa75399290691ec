import { describe, expect, it } from 'vitest';
import { COMPANY_NOW, createCompany } from './create-company.js';

const company = createCompany(1);

describe('createCompany', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(createCompany(1)).toEqual(company);
    expect(createCompany(2)).not.toEqual(company);
  });

  it('moves with `now` and changes nothing else', () => {
    const later = createCompany(1, { now: COMPANY_NOW + 1000 });
    expect(later.employees[0]?.createdAt).toBe((company.employees[0]?.createdAt ?? 0) + 1000);
    expect(later.employees.map(({ email }) => email)).toEqual(company.employees.map(({ email }) => email));
  });

  it('keeps people when only the number of deals changes', () => {
    expect(createCompany(1, { deals: 3 }).contacts).toEqual(company.contacts);
  });

  it('has the sizes asked for', () => {
    const small = createCompany(1, { employees: 3, accounts: 2, deals: 5 });
    expect([small.employees.length, small.accounts.length, small.deals.length]).toEqual([3, 2, 5]);
    expect([company.employees.length, company.accounts.length, company.deals.length]).toEqual([24, 40, 60]);
    expect(createCompany(1, { accounts: 0 }).deals).toEqual([]);
  });

  it('gives every vendor ids in its own shape, unique among people', () => {
    const people = [...company.employees, ...company.contacts];
    for (const { ids } of people) {
      expect(ids.gong).toMatch(/^7\d{18}$/);
      expect(ids.hubspot).toMatch(/^[1-9]\d{8}$/);
      expect(ids.slack).toMatch(/^U[A-Z0-9]{10}$/);
    }
    for (const vendor of ['gong', 'hubspot', 'slack'] as const) {
      expect(new Set(people.map(({ ids }) => ids[vendor])).size).toBe(people.length);
    }
  });

  it('writes e-mail addresses that are unique, ASCII, and can reach nobody', () => {
    const addresses = [...company.employees, ...company.contacts].map(({ email }) => email);
    expect(new Set(addresses.map((address) => address.toLowerCase())).size).toBe(addresses.length);
    for (const address of addresses) expect(address).toMatch(/^[A-Za-z0-9.]+@[a-z-]+\.example$/);
    expect(addresses.some((address) => /[A-Z]/.test(address))).toBe(true);
  });

  it('numbers the address of a namesake', () => {
    const { employees } = createCompany(1, { employees: 300 });
    const addresses = employees.map(({ email }) => email.toLowerCase());
    expect(new Set(addresses).size).toBe(300);
    expect(addresses.some((address) => /[a-z]2@/.test(address))).toBe(true);
  });

  it('writes phone numbers in E.164 from the range reserved for fiction, and lacks some', () => {
    const phones = company.contacts.map(({ phone }) => phone);
    for (const phone of phones) expect(phone ?? '+12015550100').toMatch(/^\+1[2-9]\d\d55501\d\d$/);
    expect(phones).toContain(null);
  });

  it('has names with letters beyond ASCII', () => {
    expect(
      company.employees.concat().some(({ firstName, lastName }) => /[^ -~]/.test(firstName + lastName)),
    ).toBe(true);
  });

  it('refers only to people and accounts it has', () => {
    const keys = new Set(
      [...company.employees, ...company.contacts, ...company.accounts].map(({ key }) => key),
    );
    for (const deal of company.deals) {
      for (const key of [deal.accountKey, deal.ownerKey, ...deal.contactKeys]) expect(keys).toContain(key);
      const colleagues = company.contacts.filter(({ accountKey }) => accountKey === deal.accountKey);
      expect(colleagues.map(({ key }) => key)).toEqual(expect.arrayContaining([...deal.contactKeys]));
      expect(deal.contactKeys.length).toBeGreaterThan(0);
    }
    for (const employee of company.employees) {
      if (employee.managerKey !== null) expect(keys).toContain(employee.managerKey);
      expect(employee.managerKey).not.toBe(employee.key);
    }
  });

  it('puts contacts at the domain of their account', () => {
    for (const contact of company.contacts) {
      const account = company.accounts.find(({ key }) => key === contact.accountKey);
      expect(contact.email.split('@')[1]).toBe(account?.domain);
    }
  });

  it('lies in the past', () => {
    const created = [...company.employees, ...company.contacts, ...company.accounts, ...company.deals];
    for (const { createdAt } of created) expect(createdAt).toBeLessThan(COMPANY_NOW);
  });
});
