import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildStandardType } from '../objects/object-type.js';
import { nameColumns, toSnakeCase } from './column-names.js';
import { buildObjectTable } from './object-table.js';
import { parseDefinition, type PropertyDefinition } from './property-definition.js';
import { buildPropertyField } from './property-field.js';

const SNAKE_CASE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

function define(parts: Partial<PropertyDefinition> & { name: string }): PropertyDefinition {
  return parseDefinition({ text: JSON.stringify(parts) });
}

describe('column names', () => {
  it.each([
    ['email', 'email'],
    ['hs_v2_date_entered_123', 'hs_v2_date_entered_123'],
    ['revenue__usd_', 'revenue_usd'],
    ['Phone-Number', 'phone_number'],
    ['1st_call', 'p_1st_call'],
    ['größe.a', 'gro_e_a'],
    ['_etl_hash', 'etl_hash'],
  ])('makes %s a column %s', (name, column) => {
    expect(toSnakeCase(name)).toBe(column);
  });

  it('are snake_case and unique, whatever the names are', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.oneof(fc.string(), fc.constantFrom('a_b', 'A_b', 'a__b', 'a-b', 'id'))),
        (names) => {
          const columns = nameColumns(
            names.map((name) => ({ name })),
            new Set(['id']),
          );
          const all = [...columns.values()];
          expect(new Set(all).size).toBe(names.length);
          expect(all).not.toContain('id');
          for (const column of all) expect(column).toMatch(SNAKE_CASE);
        },
      ),
    );
  });

  it('stay when a newer property comes to the same name', () => {
    const old = { name: 'a__b', createdAt: '2024-01-01T00:00:00Z' };
    const young = { name: 'a_b', createdAt: '2025-01-01T00:00:00Z' };

    expect(nameColumns([old], new Set()).get('a__b')).toBe('a_b');
    expect(nameColumns([young, old], new Set()).get('a__b')).toBe('a_b');
    expect(nameColumns([young, old], new Set()).get('a_b')).toMatch(/^a_b_[0-9a-f]{6}$/);
  });
});

describe('a property’s column', () => {
  const typeOf = (parts: Partial<PropertyDefinition> & { name: string }) =>
    buildPropertyField(define(parts), parts.name).type;

  it.each([
    [{ name: 'x', type: 'bool' }, 'boolean'],
    [{ name: 'x', type: 'date' }, 'date'],
    [{ name: 'x', type: 'datetime' }, 'timestamp'],
    [{ name: 'x', type: 'enumeration' }, 'string'],
    [{ name: 'x', type: 'object_coordinates' }, 'string'],
    [{ name: 'x', type: 'something_new' }, 'string'],
    [{ name: 'days_to_close', type: 'number' }, 'number'],
    [{ name: 'amount', type: 'number', showCurrencySymbol: true }, 'decimal'],
    [{ name: 'amount', type: 'number', currencyPropertyName: 'deal_currency_code' }, 'decimal'],
    [{ name: 'amount', type: 'number', numberDisplayHint: 'currency' }, 'decimal'],
    [{ name: 'hs_object_id', type: 'number' }, 'string'],
    [{ name: 'associatedcompanyid', type: 'number' }, 'string'],
    [{ name: 'x', type: 'number', referencedObjectType: 'OWNER' }, 'string'],
  ])('%j is a %s', (parts, type) => {
    expect(typeOf(parts)).toBe(type);
  });

  it('takes empty texts for nothing, and instants in either spelling', () => {
    expect(buildPropertyField(define({ name: 'x', type: 'datetime' }), 'x')).toMatchObject({
      path: ['properties', 'x'],
      emptyIsNull: true,
      epochMilliseconds: true,
    });
  });

  it.each([
    ['email', true],
    ['lastname', true],
    ['hs_note_body', true],
    ['dealname', false],
    ['hs_pipeline_stage', false],
  ])('%s is personal: %s', (name, isPersonal) => {
    expect(buildPropertyField(define({ name, type: 'string' }), name).pii ?? false).toBe(isPersonal);
  });

  it('is there with a definition that is nothing but a name', () => {
    expect(buildPropertyField(define({ name: 'x', label: 7 as never, createdAt: null }), 'x').type).toBe(
      'string',
    );
  });
});

describe('the table of a kind of record', () => {
  it('has a column for each property, and orders versions by the time search goes by', () => {
    const definitions = ['email', 'id', 'lastmodifieddate', 'Updated At'].map((name) => define({ name }));
    const { fields, version } = buildObjectTable(buildStandardType('contacts'), definitions);
    const paths = new Map(fields.map(({ name, path }) => [name, path]));

    expect(version).toBe('lastmodifieddate');
    expect(new Set(paths.keys()).size).toBe(fields.length);
    expect(paths.get('id')).toEqual(['id']);
    expect(paths.get('email')).toEqual(['properties', 'email']);
    expect(paths.get('lastmodifieddate')).toEqual(['properties', 'lastmodifieddate']);
    expect([...paths.values()]).toContainEqual(['properties', 'Updated At']);
    expect(fields.find(({ name }) => name === 'lastmodifieddate')?.type).toBe('timestamp');
  });
});
