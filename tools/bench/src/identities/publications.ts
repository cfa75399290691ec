import type { Session } from '@etl/core';
import { publish, type Model } from '@etl/sql/models';
import { identityClaim, person } from '@etl/unified-model';
import { claimsOf, SOURCES } from './population.ts';

const PERSON = "'person:' || p.number";

/** One person in so many comes or goes with a change. */
const CHANGING = 1000;
const GONE = "TIMESTAMPTZ '2026-01-01T00:00:00Z'";

/** A source's people as a loader would leave them: their key, and whether they are gone. */
export async function loadPeople(session: Session, people: number): Promise<void> {
  const columns = `CAST(number AS VARCHAR) AS id, 1 AS _etl_commit, CASE WHEN number % ${2 * CHANGING} = ${CHANGING} THEN ${GONE} END AS _etl_deleted_at`;
  await session.transaction(async (transaction) => {
    for (const { source, numbers } of SOURCES) {
      const schema = source.toUpperCase();
      await transaction.run(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
      await transaction.run(
        `CREATE TABLE ${schema}.people AS SELECT ${columns} FROM (${numbers(people)}) AS n`,
      );
    }
  });
}

/** Of 2,000 people one goes and one comes, as a later commit says. */
export async function changePeople(session: Session): Promise<void> {
  const number = `CAST(id AS BIGINT) % ${2 * CHANGING}`;
  await session.transaction(async (transaction) => {
    for (const { source } of SOURCES) {
      await transaction.update(
        `UPDATE ${source.toUpperCase()}.people SET _etl_commit = 2, _etl_deleted_at = CASE WHEN ${number} = ${CHANGING - 1} THEN ${GONE} END WHERE ${number} BETWEEN ${CHANGING - 1} AND ${CHANGING}`,
      );
    }
  });
}

/** What a source publishes: its people, and what they say. */
export function publications(source: string, people: number): readonly Model[] {
  const schema = source.toUpperCase();
  const places = { source, raw: schema, marts: schema, staging: `${schema}_STAGING` };
  const inputs = {
    people: {
      schema,
      name: 'people',
      kind: 'loaded',
      unit: (row: (name: string) => string) => [row('id')],
      isKeyOnly: true,
    },
  } as const;
  const rowsOf = (rows: string, unit: string) =>
    `(SELECT ${unit}, CAST(${unit} AS BIGINT) AS number FROM ${rows} AS r) AS p`;
  return [
    publish(places, {
      canonical: person,
      unit: ['record_id'],
      inputs,
      from: ({ rows }) => rowsOf(rows('people'), 'record_id'),
      values: {
        person_id: PERSON,
        record_type: "'person'",
        record_id: 'p.record_id',
        full_name: "'Person ' || p.number",
      },
    }),
    publish(places, {
      canonical: identityClaim,
      unit: ['origin_id'],
      inputs,
      from: ({ rows }) => {
        const claims = claimsOf(source, people).map(
          ({ type, system, objectType, value, strength, where }, index) =>
            `SELECT origin_id, number, ${index} AS claim, '${type}' AS claim_type, CAST(${system} AS VARCHAR) AS system, CAST(${objectType} AS VARCHAR) AS object_type, ${value} AS value, '${strength}' AS strength FROM ${rowsOf(rows('people'), 'origin_id')} WHERE ${where}`,
        );
        return `(${claims.join('\nUNION ALL\n')}) AS p`;
      },
      values: {
        claim_id: "p.number || '.' || p.claim",
        claimant_kind: "'person'",
        claimant_id: PERSON,
        claim_type: 'p.claim_type',
        system: 'p.system',
        object_type: 'p.object_type',
        value: 'p.value',
        value_as_sent: 'p.value',
        evidence: "'generated'",
        strength: 'p.strength',
        is_verified: "p.claim_type = 'verified_email'",
        origin_type: "'person'",
        origin_id: 'p.origin_id',
      },
    }),
  ];
}
