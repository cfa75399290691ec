import { describe, expect, it } from 'vitest';
import { canonicalModels } from './index.js';

const SNAKE_CASE = /^[a-z]+(_[a-z]+)*$/;

it('the canonical models have names of their own', () => {
  const names = canonicalModels.map(({ name }) => name);
  expect(names).toEqual([
    'person',
    'organization',
    'opportunity',
    'interaction',
    'interaction_participant',
    'association',
    'identity_claim',
  ]);
});

describe.each(canonicalModels.map((model) => [model.name, model] as const))('%s', (_, model) => {
  it('describes itself and each column, once', () => {
    const names = model.columns.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(model.description).toMatch(/^One row per .*\.$/);
    for (const { name, description } of model.columns) {
      expect(name).toMatch(SNAKE_CASE);
      expect(description, name).toMatch(/\.$/);
    }
  });

  it('is keyed by text that is never NULL, and says which source it is of', () => {
    const required = model.columns.filter((column) => column.required).map(({ name }) => name);
    expect(required).toEqual(expect.arrayContaining([...model.primaryKey, 'source']));
    for (const { name, type } of model.columns) {
      if (/(^|_)id$/.test(name)) expect(type, name).toBe('string');
      if (name.endsWith('_at')) expect(type, name).toBe('timestamp');
      if (name.startsWith('is_')) expect(type, name).toBe('boolean');
    }
  });
});
