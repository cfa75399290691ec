import { cp, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCompany, type Person } from '@etl/emulator-kit';
import { beforeAll, describe, expect, it } from 'vitest';
import { queryDatabase, type Row } from '../__fixtures__/database.js';
import { eventsOf, runEtl } from '../__fixtures__/etl-process.js';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** What every sandbox shows a side of. */
const company = createCompany(1);
const people: readonly Person[] = [...company.employees, ...company.contacts];

let directory: string;
let said: string;
const query = (sql: string): Promise<Row[]> => queryDatabase(join(directory, 'sandbox.duckdb'), sql);

/** The shipped configuration, run as a newcomer does. */
beforeAll(async () => {
  directory = await makeFolder();
  await cp(join(ROOT, 'configs'), join(directory, 'configs'), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
  const run = await runEtl(['run'], { directory });
  expect(run).toMatchObject({ code: 0, stderr: '' });
  said = run.stdout;
}, 300_000);

/** The one person whom an address, a telephone number, a vendor's id or a name is of; not told: nobody, or several. */
function findPerson({ email, phone, name, id }: Row): string | undefined {
  const tests: readonly ((person: Person) => boolean)[] = [
    (person) => email?.toLowerCase() === person.email.toLowerCase(),
    (person) => Object.values(person.ids).includes(id ?? ''),
    (person) => phone !== null && phone === person.phone,
    (person) => name === `${person.firstName} ${person.lastName}`,
  ];
  for (const test of tests) {
    const found = people.filter(test);
    if (found.length === 1) return found[0]?.key;
  }
  return undefined;
}

interface Resolved {
  /** Who it really is. */
  readonly truth: string;
  /** The contact it is said to be. */
  readonly contact: string | null;
}

/** Pairs that are one, of all pairs that are said to be, and of all that are. */
function measure(rows: readonly Resolved[]) {
  const pairsOf = (keys: readonly string[]): number => {
    const counts = Object.values(Object.groupBy(keys, (key) => key)).map((group) => group?.length ?? 0);
    return counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  };
  const joined = rows.filter(({ contact }) => contact !== null);
  const right = pairsOf(joined.map(({ truth, contact }) => `${truth} ${contact ?? ''}`));
  return {
    precision: right / pairsOf(joined.map(({ contact }) => contact ?? '')),
    recall: right / pairsOf(rows.map(({ truth }) => truth)),
  };
}

async function readResolved(): Promise<Resolved[]> {
  const rows = await query(
    [
      'SELECT contact_id AS contact, email, phone, name, NULL AS id FROM UNIFIED.interaction_participants WHERE person_id IS NULL',
      "UNION ALL SELECT i.entity_id, NULL, NULL, NULL, split_part(i.node, ':', 2) FROM UNIFIED_STAGING.identity AS i WHERE i.node LIKE 'contact/%/person/%'",
    ].join('\n'),
  );
  return rows.flatMap((row) => {
    const truth = findPerson(row);
    return truth === undefined ? [] : [{ truth, contact: row.contact ?? null }];
  });
}

/** Whether something of the row comes from another source than Slack. */
function isKnownToOthers(kind: 'contact' | 'company'): string {
  const identities = `UNIFIED.${kind}_identities`;
  return `EXISTS (SELECT 1 FROM ${identities} AS i WHERE i.${kind}_id = c.${kind}_id AND i.source <> 'slack')`;
}

describe('the generated company, through all emulators and the shipped configuration', () => {
  it('is found again: nobody is joined with somebody else, and nearly everybody is joined', async () => {
    const { precision, recall } = measure(await readResolved());
    expect(precision).toBe(1);
    expect(recall).toBeGreaterThan(0.95);
    const [counts] = await query(
      `SELECT (SELECT count(*) FROM UNIFIED.contacts AS c WHERE ${isKnownToOthers('contact')}) AS contacts, (SELECT count(*) FROM UNIFIED.companies AS c WHERE ${isKnownToOthers('company')}) AS companies, (SELECT count(*) FROM UNIFIED.deals) AS deals`,
    );
    expect(counts).toEqual({
      contacts: String(people.length),
      companies: String(company.accounts.length),
      deals: String(company.deals.length),
    });
  });

  it('leaves those alone for whose address Slack does not vouch: closed accounts, and people of other workspaces', async () => {
    const alone = await query(
      `SELECT c.full_name AS name, c.is_active, c.is_internal FROM UNIFIED.contacts AS c WHERE NOT ${isKnownToOthers('contact')}`,
    );
    expect(alone.length).toBeGreaterThan(0);
    for (const { name, is_active, is_internal } of alone)
      expect([is_active, is_internal].map(String), name ?? '').toContain('false');
  });

  it('belongs together: each contact is of its company, each deal is with its account', async () => {
    const contacts = await query(
      'SELECT lower(c.email) AS email, o.domain FROM UNIFIED.contacts AS c JOIN UNIFIED.companies AS o ON o.company_id = c.company_id WHERE ' +
        isKnownToOthers('contact'),
    );
    const domains = new Map(company.accounts.map(({ key, domain }) => [key, domain]));
    for (const { email, domain } of contacts) {
      const truth = company.contacts.find((contact) => contact.email.toLowerCase() === email);
      expect(domain).toBe(domains.get(truth?.accountKey ?? ''));
    }
    expect(contacts).toHaveLength(company.contacts.length);
    const deals = await query(
      'SELECT d.name, o.domain FROM UNIFIED.deals AS d JOIN UNIFIED.companies AS o ON o.company_id = d.company_id',
    );
    expect(deals.map(({ name, domain }) => `${name ?? ''} ${domain ?? ''}`).sort()).toEqual(
      company.deals.map(({ name, accountKey }) => `${name} ${domains.get(accountKey) ?? ''}`).sort(),
    );
  });

  it('is shown as one account across sources, after the receipts', () => {
    const [receipts = '', shown = ''] = said.split(/^(?=.+ across sources: )/m);
    expect(receipts).toMatch(/^models of unified: \d+ tables/m);
    expect(shown).toMatch(/^when +source +what +title +who$/m);
    expect(shown).toMatch(/^\d{4}-\d\d-\d\d {2}gong /m);
    expect(shown).toMatch(/^\d{4}-\d\d-\d\d {2}hubspot /m);
  });

  it('changes nothing the next time, and shows the account to programs, too', async () => {
    const again = await runEtl(['run', '--json'], { directory });
    expect(again.code).toBe(0);
    const ended = eventsOf(again).find(
      ({ type, transformer }) => type === 'transformer_ended' && transformer === 'unified',
    );
    for (const { table, changedRows } of ended.tables) expect(changedRows, table).toBe(0);
    expect(ended.summary.title).toMatch(/ across sources: /);
  }, 300_000);
});
