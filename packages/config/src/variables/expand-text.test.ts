import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandText } from './expand-text.js';

const ENVIRONMENT = { HOST: 'example.com', EMPTY: '', NESTED: '${HOST}', DOLLARS: "$& $1 $' $$" };

describe('expandText', () => {
  it.each([
    ['https://${HOST}/v2', 'https://example.com/v2'],
    ['${HOST:-fallback}', 'example.com'],
    ['${MISSING:-fallback}', 'fallback'],
    ['${EMPTY:-fallback}', 'fallback'],
    ['${MISSING:-}', ''],
    ['${MISSING:-https://a.example.com:1/x?y=-1}', 'https://a.example.com:1/x?y=-1'],
    ['$${HOST} and $HOST and $ {HOST}', '${HOST} and $HOST and $ {HOST}'],
    ['${NESTED}', '${HOST}'],
    ['${DOLLARS}', "$& $1 $' $$"],
    ['${HOST}${HOST}', 'example.comexample.com'],
  ])('makes of %s %s', (template, text) => {
    expect(expandText(template, ENVIRONMENT)).toMatchObject({ text, missing: [], malformed: [] });
  });

  it('tells which variables it used, missed and could not read', () => {
    expect(expandText('${HOST} ${MISSING} ${EMPTY} ${a-b} ${} ${HOST', ENVIRONMENT)).toMatchObject({
      used: ['HOST'],
      missing: ['MISSING', 'EMPTY'],
      malformed: ['${a-b}', '${}', '${HOST'],
    });
  });

  it('knows a text that is nothing but variables', () => {
    expect(expandText('${HOST}', ENVIRONMENT).whole).toBe(true);
    expect(expandText(' ${HOST}', ENVIRONMENT).whole).toBe(false);
  });

  it('never looks into the value of a variable', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (value) => {
        expect(expandText('<${VALUE}>', { VALUE: value }).text).toBe(`<${value}>`);
      }),
    );
  });
});
