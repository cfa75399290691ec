import { expect, it } from 'vitest';
import { ANNA, fullCall, transcript } from './__fixtures__/records.js';
import { openWarehouse } from './__fixtures__/warehouse.js';

const CALLS = 1800;
const SENTENCES = 150;

it('a history whose transcripts, parsed at once, would not fit in memory is built all the same', async () => {
  const warehouse = await openWarehouse({ memory_limit: '160MB' });
  try {
    const text = 'We would need it in place before the end of the quarter, I think. '.repeat(2);
    const said = Array<string>(SENTENCES).fill(text);
    const numbers = Array.from({ length: CALLS }, (_, index) => index + 10);
    for (let from = 0; from < CALLS; from += 300) {
      const some = numbers.slice(from, from + 300);
      await warehouse.load('calls', { records: some.map((number) => fullCall(number)) });
      await warehouse.load('transcripts', {
        records: some.map((number) => transcript(number, [ANNA, null, ...said])),
      });
    }
    const { transcript_sentences: sentences } = await warehouse.transform();
    expect(sentences?.changedRows).toBe(CALLS * SENTENCES);
  } finally {
    await warehouse.close();
  }
});
