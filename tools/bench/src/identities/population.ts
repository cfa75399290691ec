/**
 * People of two sources as rows that a loader would leave: a CRM with 60 of 100, a chat with 40, of whom 35 are in the CRM,
 * too. 300 claims for each 100 people. Ten thousand of a million share one mailbox, and five thousand of the chat's people
 * are a chain, each with an address of the next.
 */
export interface Share {
  readonly source: string;
  /** SQL that gives `number` of everybody in the source, of `people` in all. */
  readonly numbers: (people: number) => string;
}

export const SOURCES: readonly Share[] = [
  { source: 'crm', numbers: (people) => `SELECT range AS number FROM range(${people * 0.6})` },
  {
    source: 'chat',
    numbers: (people) => `SELECT range AS number FROM range(${people * 0.25}, ${people * 0.65})`,
  },
];

const EMAIL = "'p' || number || '@d' || (number % 20000) || '.example'";
const OTHER = "'other' || number || '@d' || (number % 20000) || '.example'";

interface GeneratedClaim {
  readonly type: string;
  readonly system: string;
  readonly objectType: string;
  readonly value: string;
  readonly strength: string;
  readonly where: string;
}

/** What each person of a source says. */
export function claimsOf(source: string, people: number): readonly GeneratedClaim[] {
  const email = { type: 'email', system: 'NULL', objectType: 'NULL', strength: 'strong' };
  if (source === 'crm') {
    return [
      {
        type: 'crm_id',
        system: "'crm'",
        objectType: "'contact'",
        value: 'CAST(number AS VARCHAR)',
        strength: 'exact',
        where: 'TRUE',
      },
      { ...email, value: EMAIL, where: 'TRUE' },
      { ...email, value: OTHER, where: 'number % 2 = 0' },
      { ...email, type: 'phone', strength: 'medium', value: "'+1555' || number", where: 'number % 3 = 0' },
      { ...email, value: "'desk@shared.example'", where: `number < ${people / 100}` },
    ];
  }
  const chained = `number >= ${people * 0.645}`;
  return [
    {
      type: 'user_id',
      system: "'chat'",
      objectType: 'NULL',
      value: "'U' || number",
      strength: 'exact',
      where: `NOT (${chained})`,
    },
    { ...email, type: 'verified_email', value: EMAIL, where: `NOT (${chained})` },
    { ...email, value: OTHER.replaceAll('other', 'alias'), where: `NOT (${chained})` },
    { ...email, value: "'link' || number || '@chain.example'", where: chained },
    { ...email, value: "'link' || (number + 1) || '@chain.example'", where: chained },
  ];
}

/** How many claims there are, as SQL counts them. */
export function countClaims(people: number): string {
  const counts = SOURCES.flatMap(({ source, numbers }) =>
    claimsOf(source, people).map(
      ({ where }) => `SELECT count(*) AS found FROM (${numbers(people)}) AS n WHERE ${where}`,
    ),
  );
  return `SELECT sum(found) AS claims FROM (${counts.join(' UNION ALL ')}) AS counts`;
}
