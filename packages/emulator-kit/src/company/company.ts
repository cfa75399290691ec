/** The ids one person has at the vendors. */
export interface PersonIds {
  /** 19 digits. */
  readonly gong: string;
  /** Digits: an owner id for employees, a contact id for contacts. */
  readonly hubspot: string;
  /** `U` and ten capital letters or digits. */
  readonly slack: string;
}

export interface Person {
  /** Stable name of the person in this company, for references: `employee-3`, `contact-17`. */
  readonly key: string;
  readonly ids: PersonIds;
  readonly firstName: string;
  readonly lastName: string;
  /** Unique in the company. Some are written with capitals. */
  readonly email: string;
  /** E.164, or `null` when nobody knows it. */
  readonly phone: string | null;
  readonly title: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** Works for the company: a Gong user, a HubSpot owner, a Slack member. */
export interface Employee extends Person {
  readonly active: boolean;
  readonly managerKey: string | null;
  /** Further addresses of the same mailbox. */
  readonly emailAliases: readonly string[];
}

/** Works for a customer. */
export interface Contact extends Person {
  readonly accountKey: string;
}

/** A customer. */
export interface Account {
  readonly key: string;
  readonly ids: { readonly hubspot: string };
  readonly name: string;
  readonly domain: string;
  readonly industry: string;
  readonly city: string;
  readonly createdAt: number;
}

export type DealStage =
  | 'appointmentscheduled'
  | 'qualifiedtobuy'
  | 'presentationscheduled'
  | 'decisionmakerboughtin'
  | 'contractsent'
  | 'closedwon'
  | 'closedlost';

export interface Deal {
  readonly key: string;
  readonly ids: { readonly hubspot: string };
  readonly name: string;
  readonly accountKey: string;
  readonly ownerKey: string;
  readonly contactKeys: readonly string[];
  /** Whole US dollars. */
  readonly amount: number;
  readonly stage: DealStage;
  readonly createdAt: number;
  /** When it closed, or is expected to. */
  readonly closeAt: number;
}

/** A company that sells, the people in it, and its customers: what every emulator shows a side of. */
export interface Company {
  readonly name: string;
  readonly domain: string;
  /** IANA name of the zone the company works in. */
  readonly timeZone: string;
  readonly employees: readonly Employee[];
  readonly accounts: readonly Account[];
  readonly contacts: readonly Contact[];
  readonly deals: readonly Deal[];
}
