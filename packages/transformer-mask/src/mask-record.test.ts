import { prepareRecord } from '@etl/core/json';
import { describe, expect, it } from 'vitest';
import { field, KEY, maskText, people, rules } from './__fixtures__/people.js';
import { Pseudonymiser } from './pseudonymiser.js';

const { hash, tokenise } = bind(new Pseudonymiser({ key: KEY, ignoreEmailCase: true }));

function bind(pseudonymiser: Pseudonymiser) {
  return {
    hash: (text: string, exact = false) => pseudonymiser.hash(text, exact),
    tokenise: (text: string) => pseudonymiser.tokenise(text),
  };
}

const RECORD =
  '{ "meta" : {"id":"1"}, "contact":{"city":"Bern","email":"anna@acme.example"},\n"friends":[{"name":"Bo"}],"settings":{"a":1.10},"age":9007199254740993,"updatedAt":"2026-01-01T00:00:00Z" }';

describe('an action', () => {
  it.each([
    ['hash', `"${hash('anna@acme.example')}"`, `"${hash('[{"name":"Bo"}]')}"`],
    ['tokenise', `"${tokenise('anna@acme.example')}"`, `"${tokenise('[{"name":"Bo"}]')}"`],
    ['redact', '"[redacted]"', '"[redacted]"'],
  ])('%s replaces what is personal, and no other character', async (pii, email, friends) => {
    expect(await maskText({ pii }, RECORD)).toBe(
      RECORD.replace('"anna@acme.example"', email).replace('[{"name":"Bo"}]', friends),
    );
  });

  it('drop takes out what is personal, and no other character', async () => {
    expect(await maskText({ pii: 'drop' }, RECORD)).toBe(
      RECORD.replace(',"email":"anna@acme.example"', '').replace('\n"friends":[{"name":"Bo"}],', ''),
    );
  });

  it.each(['hash', 'tokenise', 'redact'])('%s leaves null null and what is missing missing', async (pii) => {
    const text = '{"meta":{"id":"1"},"contact":{"email":null},"friends":null}';
    expect(await maskText({ pii }, text)).toBe(text);
    expect(await maskText({ pii }, '{"contact":null}')).toBe('{"contact":null}');
  });

  it('drop keeps a null through which columns are read', async () => {
    const text = '{"contact":null,"friends":null}';
    expect(await maskText({ pii: 'drop' }, text)).toBe('{"contact":null}');
  });

  it('hashes scalars as their text, however they are written, and lists without their spacing', async () => {
    const hashed = async (value: string) => {
      const text = await maskText(rules({ friends: 'hash' }), `{"friends":${value}}`);
      return JSON.parse(text).friends as string;
    };
    expect(await hashed('5')).toBe(hash('5'));
    expect(await hashed('"5"')).toBe(hash('5'));
    expect(await hashed('true')).toBe(hash('true'));
    expect(await hashed(String.raw`"\u0041\n"`)).toBe(hash('A\n'));
    expect(await hashed('[ 1,\n{"a" : "b c"} ]')).toBe(hash('[1,{"a":"b c"}]'));
    expect(await hashed(String.raw`"\ud800"`)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('redacts to null where a column is no text', async () => {
    expect(await maskText(rules({ age: 'redact', settings: 'redact' }), '{"age":4,"settings":{}}')).toBe(
      '{"age":null,"settings":"[redacted]"}',
    );
  });
});

describe('where a value stands', () => {
  it('is masked in every copy of its key, and of the keys around it', async () => {
    const text = '{"contact":{"email":"a@b.c","email":"d@e.f"},"contact":{"city":"Bern","email":"g@h.i"}}';
    expect(await maskText({ pii: 'redact' }, text)).toBe(text.replaceAll(/"\w@\w\.\w"/g, '"[redacted]"'));
  });

  it('is found by keys written with escapes', async () => {
    const text = String.raw`{"cont\u0061ct":{"\u0065mail":"a@b.c"}}`;
    expect(await maskText({ pii: 'redact' }, text)).toBe(text.replace('a@b.c', '[redacted]'));
  });

  it('is a path: the same key elsewhere is another value', async () => {
    const text = '{"settings":{"email":"a@b.c","contact":{"email":"d@e.f"}}}';
    expect(await maskText({ pii: 'redact' }, text)).toBe(text);
  });

  it('may be inside lists where none was expected', async () => {
    const text = '{"contact":[{"email":"a@b.c","city":"Bern"},[{"email":"d@e.f"}]]}';
    expect(await maskText({ pii: 'redact' }, text)).toBe(text.replaceAll(/"\w@\w\.\w"/g, '"[redacted]"'));
  });

  it('may be another kind of value than expected: then it is undeclared', async () => {
    expect(await maskText({ pii: 'hash' }, '{"contact":"anna@acme.example","age":1}')).toBe('{"age":1}');
    expect(await maskText({ pii: 'hash' }, '{"contact":["anna@acme.example"]}')).toBe('{"contact":[]}');
  });
});

describe('a rule', () => {
  const FRIENDS = '{"friends":[{"id":1,"name":"Bo","mail":"bo@x.y"},{"name":"Cy"}],"age":3}';

  it('beats the mark of its column', async () => {
    expect(await maskText(rules({ friends: 'keep' }, { pii: 'hash' }), FRIENDS)).toBe(FRIENDS);
    expect(await maskText(rules({ friends: 'redact' }, { pii: 'hash' }), FRIENDS)).toBe(
      '{"friends":"[redacted]","age":3}',
    );
  });

  it.each(['friends.*.name', 'friends.name', '$.friends.*.name'])(
    'reaches inside a column as %s, where the rest is masked value by value',
    async (name) => {
      expect(await maskText(rules({ [name]: 'keep' }, { pii: 'redact' }), FRIENDS)).toBe(
        '{"friends":[{"id":"[redacted]","name":"Bo","mail":"[redacted]"},{"name":"Cy"}],"age":3}',
      );
      expect(await maskText(rules({ [name]: 'tokenise', friends: 'drop' }), FRIENDS)).toBe(
        `{"friends":[{"name":"${tokenise('Bo')}"},{"name":"${tokenise('Cy')}"}],"age":3}`,
      );
      expect(await maskText(rules({ [name]: 'hash' }), FRIENDS)).toBe(
        FRIENDS.replace('Bo', hash('Bo')).replace('Cy', hash('Cy')),
      );
    },
  );

  it('with a star at its end means the elements of a list', async () => {
    const options = rules({ 'friends.*': 'tokenise' });
    expect(await maskText(options, '{"friends":["a@b.c",null,["x"],{"a":1}]}')).toBe(
      `{"friends":["${tokenise('a@b.c')}",null,["${tokenise('x')}"],"${tokenise('{"a":1}')}"]}`,
    );
    expect(await maskText(options, '{"friends":"Bo"}')).toBe(`{"friends":"${tokenise('Bo')}"}`);
    expect(await maskText(rules({ 'friends.*': 'drop' }), '{"friends":["Bo", 1 ]}')).toBe('{"friends":[]}');
  });

  it('holds for everything inside, also for columns read from there', async () => {
    const text = '{"contact":{"email":"a@b.c","city":"Bern"}}';
    expect(await maskText(rules({ '$.contact': 'redact' }), text)).toBe('{"contact":"[redacted]"}');
    expect(await maskText(rules({ '$.contact': 'redact', city: 'keep' }), text)).toBe(
      '{"contact":{"email":"[redacted]","city":"Bern"}}',
    );
  });

  it('keeps its own column only: marked columns inside are masked', async () => {
    const text = '{"contact":{"email":"a@b.c","city":"Bern","x":1}}';
    expect(await maskText(rules({ '$.contact': 'keep' }, { pii: 'redact' }), text)).toBe(
      text.replace('a@b.c', '[redacted]'),
    );
  });

  it('masks a personal column that holds others by its mark up to these', async () => {
    const table = {
      ...people,
      fields: [...people.fields, field('contact', 'json', 'contact', { pii: true })],
    };
    expect(await maskText({ pii: 'redact' }, '{"contact":{"city":"Bern","x":1}}', table)).toBe(
      '{"contact":{"city":"Bern","x":"[redacted]"}}',
    );
    expect(
      await maskText({ pii: 'drop' }, '{"contact":{"email":"a@b.c","x":1},"age":3}', {
        ...table,
        fields: table.fields.filter(({ name }) => name !== 'city'),
      }),
    ).toBe('{"age":3}');
  });
});

describe('members that no column reads', () => {
  const text =
    '{"meta":{"id":"1","x":1},"nickname":"Nina","settings":{"any":{"x":[1]}},"contact":{"fax":"1"}}';

  it('are dropped once a general rule is set', async () => {
    const expected = '{"meta":{"id":"1"},"settings":{"any":{"x":[1]}},"contact":{}}';
    expect(await maskText({ pii: 'redact' }, text)).toBe(expected);
    expect(await maskText({ undeclared: 'drop' }, text)).toBe(expected);
  });

  it('stay without one, or when asked for', async () => {
    expect(await maskText(rules({ age: 'drop' }), text)).toBe(text);
    expect(await maskText({ pii: 'redact', undeclared: 'keep' }, text)).toBe(text);
  });

  it('can be kept and masked one by one', async () => {
    const some = rules({ '$.nickname': 'hash', '$.contact.fax': 'keep' }, { pii: 'redact' });
    expect(await maskText(some, text)).toBe(
      `{"meta":{"id":"1"},"nickname":"${hash('Nina')}","settings":{"any":{"x":[1]}},"contact":{"fax":"1"}}`,
    );
  });
});

describe('a primary key', () => {
  it('is hashed with its case, and stays no key where it was none', async () => {
    const options = rules({ id: 'hash' });
    expect(await maskText(options, '{"meta":{"id":"Anna@x.y"}}')).toBe(
      `{"meta":{"id":"${hash('Anna@x.y', true)}"}}`,
    );
    for (const value of ['{"a":1}', '["Anna"]', String.raw`"\ud800Anna"`]) {
      expect(await maskText(options, `{"meta":{"id":${value}}}`)).toBe('{"meta":{"id":null}}');
    }
  });
});

describe('a record that cannot be read', () => {
  it.each([
    ['not_json', '{"contact":{"email":"anna@acme.example"'],
    ['not_json', 'anna@acme.example'],
    ['not_json', '{"contact":{"email":"anna@acme.example",}}'],
    ['not_json', ''],
    ['not_an_object', '"anna@acme.example"'],
    ['not_an_object', '[{"email":"anna@acme.example"}]'],
    ['not_an_object', '4155550100'],
  ])('is rejected as %s without what it holds', async (code, text) => {
    const masked = await maskText({ pii: 'hash' }, text);

    const verdict = prepareRecord(masked);
    expect(verdict).toMatchObject({ status: 'invalid', code });
    expect(JSON.stringify([masked, verdict])).not.toMatch(/acme|4155550100/);
    expect(masked).toContain(`masked: ${text.length} characters, HMAC-SHA-256 ${hash(text, true)}`);
  });

  it('stays as it is in a table that is left alone', async () => {
    expect(await maskText({ tables: { orders: { email: 'hash' } } }, '{"email":')).toBe('{"email":');
  });
});
