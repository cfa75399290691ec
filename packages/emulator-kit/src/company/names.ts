/** Letters with marks, and short and long names, because real people have them. */
export const FIRST_NAMES = [
  'Ada', 'Amara', 'Anjali', 'Bao', 'Beatriz', 'Chidi', 'Chloé', 'Dmitri', 'Elif', 'Emeka', 'Farah', 'Fergus', 'Greta',
  'Hana', 'Ibrahim', 'Ines', 'Jiho', 'José', 'Kaito', 'Leila', 'Linnéa', 'Mateo', 'Mei', 'Nadia', 'Noor', 'Oisín', 'Priya',
  'Quentin', 'Renée', 'Rohan', 'Saoirse', 'Tamsin', 'Tomás', 'Uma', 'Viktor', 'Wanjiru', 'Xiomara', 'Yusuf', 'Zoë', 'Zsófia',
] as const;

export const LAST_NAMES = [
  'Abara', 'Åström', 'Bakker', 'Castellanos', 'Chaudhry', 'Dufresne', 'Eriksen', 'Fitzgerald', 'García', 'Haddad', 'Ivanova',
  'Jansson', 'Kimura', 'Lindqvist', 'Mbeki', 'Müller', 'Núñez', "O'Connell", 'Okafor', 'Park', 'Petrov', 'Quiroga', 'Rao',
  'Saint-Clair', 'Silva', 'Šimić', 'Tanaka', 'Ueda', 'Varga', 'van der Berg', 'Whitlock', 'Xu', 'Yilmaz', 'Zhang', 'Zielinski',
] as const;

export const ACCOUNT_FIRST_WORDS = [
  'Alder', 'Beacon', 'Cobalt', 'Drift', 'Ember', 'Fathom', 'Granite', 'Harbor', 'Indigo', 'Juniper', 'Keystone', 'Lumen',
  'Meridian', 'Nimbus', 'Orchard', 'Pinnacle', 'Quarry', 'Ridge', 'Summit', 'Tidal',
] as const;

export const ACCOUNT_LAST_WORDS = [
  'Analytics',
  'Foods',
  'Freight',
  'Health',
  'Labs',
  'Logistics',
  'Works',
] as const;

export const INDUSTRIES = [
  'Food',
  'Health',
  'Insurance',
  'Logistics',
  'Manufacturing',
  'Retail',
  'Software',
] as const;

export const CITIES = ['Austin', 'Berlin', 'Chicago', 'Dublin', 'Lagos', 'Lyon', 'Osaka', 'Toronto'] as const;

export const EMPLOYEE_TITLES = [
  'Account Executive',
  'Account Manager',
  'Sales Development Representative',
  'Solutions Engineer',
  'Customer Success Manager',
] as const;

export const CONTACT_TITLES = [
  'Head of Operations',
  'Chief Financial Officer',
  'IT Manager',
  'Data Engineer',
  'Procurement Lead',
] as const;
