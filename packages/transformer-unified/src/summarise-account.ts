import type { ModelSummary, QueryRow, ReadOnlySession } from '@etl/core';
import { quoteTable, quoteText } from '@etl/sql';
import type { UnifiedConfig } from './config.js';

type Reader = Pick<ReadOnlySession, 'query'>;

/** Interactions shown of each source. */
const SHOWN = 3;
const LONGEST_TITLE = 48;

/** One account across sources: that with the most interactions of the most sources, and its last ones of each. */
export async function summariseAccount(
  session: Reader,
  { schema }: UnifiedConfig,
): Promise<ModelSummary | undefined> {
  const table = (name: string): string => quoteTable(schema, name);
  if (!(await isBuilt(session, schema))) return undefined;
  const [account] = await session.query(
    [
      'SELECT t.company_id, any_value(c.name) AS name, any_value(c.domain) AS domain, any_value(x.interaction_count) AS interactions,',
      'any_value(x.contact_count) AS people, any_value(x.open_deal_count) AS open_deals, any_value(x.won_deal_count) AS won_deals,',
      'CAST(CAST(any_value(x.last_touch_at) AS DATE) AS VARCHAR) AS last_touch',
      `FROM ${table('company_timeline')} AS t JOIN ${table('companies')} AS c ON c.company_id = t.company_id`,
      `JOIN ${table('company_context')} AS x ON x.company_id = t.company_id GROUP BY t.company_id`,
      'ORDER BY count(DISTINCT t.source) DESC, count(*) DESC, t.company_id LIMIT 1',
    ].join('\n'),
  );
  if (account === undefined) return undefined;
  const rows = await session.query(
    [
      'WITH last AS (SELECT * FROM',
      `(SELECT *, row_number() OVER (PARTITION BY source ORDER BY started_at DESC NULLS LAST, interaction_id) AS place FROM ${table('company_timeline')} WHERE company_id = ${quoteText(textOf(account.company_id))}) AS t`,
      `WHERE place <= ${SHOWN}), people AS (SELECT p.interaction_id, string_agg(DISTINCT c.full_name, ', ' ORDER BY c.full_name) AS people`,
      `FROM last AS l JOIN ${table('interaction_participants')} AS p ON p.interaction_id = l.interaction_id`,
      `JOIN ${table('contacts')} AS c ON c.contact_id = p.contact_id GROUP BY p.interaction_id)`,
      "SELECT CAST(CAST(l.started_at AS DATE) AS VARCHAR) AS day, l.source, l.kind, coalesce(l.title, '') AS title, coalesce(p.people, '') AS people",
      'FROM last AS l LEFT JOIN people AS p ON p.interaction_id = l.interaction_id',
      'ORDER BY l.started_at DESC NULLS LAST, l.interaction_id',
    ].join('\n'),
  );
  return {
    title: describeAccount(account),
    columns: ['when', 'source', 'what', 'title', 'who'],
    rows: rows.map(({ day, source, kind, title, people }) => [
      textOf(day),
      textOf(source),
      textOf(kind),
      shorten(textOf(title)),
      textOf(people),
    ]),
  };
}

async function isBuilt(session: Reader, schema: string): Promise<boolean> {
  const found = await session.query(
    `SELECT table_name FROM information_schema.tables WHERE table_catalog = current_database() AND table_schema = ${quoteText(schema)} AND table_name IN ('company_timeline', 'company_context')`,
  );
  return found.length === 2;
}

function describeAccount({ name, domain, interactions, people, ...more }: QueryRow): string {
  const last = more.last_touch === null ? '' : `, last touch ${textOf(more.last_touch)}`;
  const deals = `${textOf(more.open_deals)} open and ${textOf(more.won_deals)} won deals`;
  return `${textOf(name ?? domain)} across sources: ${textOf(people)} people, ${deals}, ${textOf(interactions)} interactions${last}`;
}

function textOf(value: QueryRow[string] | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function shorten(title: string): string {
  return title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE - 1)}…` : title;
}
