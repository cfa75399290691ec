import type { HubspotEmulator } from './hubspot.js';

const DAY = 86_400_000;

/** An account of so many contacts at a quarter as many companies, all unchanged for ten days before `now`. */
export function fillHubspot(
  hubspot: HubspotEmulator,
  options: { readonly contacts: number; readonly now: number },
): void {
  const { contacts, now } = options;
  const at = now - 10 * DAY;
  for (let index = 0; index < contacts / 4; index += 1) {
    const properties = { name: `Company ${index} – Größe 🚀`, domain: `company${index}.example` };
    hubspot.records.create('companies', { id: companyId(index), createdAt: at - index, properties });
  }
  for (let index = 0; index < contacts; index += 1) addContact(hubspot, index, at - index);
  for (const number of [1, 2, 3])
    hubspot.collections.owners.put({ id: String(number), email: `o${number}@seller.example` });
}

export function addContact({ records }: HubspotEmulator, index: number, at: number): void {
  const properties = { email: `c${index}@acme.example`, firstname: `Ünal "${index}"` };
  records.create('contacts', { id: contactId(index), createdAt: at, properties });
  if (hasCompany(index))
    records.associate('contacts', contactId(index), 'companies', companyId((index >> 2) % 100));
}

/** Nine of ten contacts work for a company. */
export function hasCompany(index: number): boolean {
  return index % 10 !== 9;
}

export function contactId(index: number): string {
  return String(200_000_000_000 + index);
}

export function companyId(index: number): string {
  return String(9_000_000_000 + index);
}
