import type { Company } from '@etl/emulator-kit';
import type { RecordChanges } from '../objects/record-changes.js';

/** Contacts belong to their company, deals to a company and the people who decide about them. */
export function associateCompany(records: RecordChanges, company: Company): void {
  const accounts = new Map(company.accounts.map(({ key, ids }) => [key, ids.hubspot]));
  const contacts = new Map(company.contacts.map(({ key, ids }) => [key, ids.hubspot]));
  records.defineLabel('contacts', 'deals', 'Decision maker');
  for (const { ids, accountKey } of company.contacts) {
    const companyId = accounts.get(accountKey);
    if (companyId !== undefined)
      records.associate('contacts', ids.hubspot, 'companies', companyId, ['Primary']);
  }
  for (const { ids, accountKey, contactKeys } of company.deals) {
    const companyId = accounts.get(accountKey);
    if (companyId !== undefined) records.associate('deals', ids.hubspot, 'companies', companyId, ['Primary']);
    for (const [index, key] of contactKeys.entries()) {
      const labels = index === 0 ? ['Decision maker'] : [];
      const contactId = contacts.get(key);
      if (contactId !== undefined) records.associate('deals', ids.hubspot, 'contacts', contactId, labels);
    }
  }
}
