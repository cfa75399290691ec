/** Writes one key of its own and one that every other process writes too, again and again. */
import { createLocalStore } from '../local-store.js';

const [directory = '', name = '', times = ''] = process.argv.slice(2);
const silent = (): void => undefined;
const logger = { debug: silent, info: silent, warn: silent, error: silent };
const store = createLocalStore({ directory, logger });
for (let count = 1; count <= Number(times); count += 1) {
  await store.write(`own:${name}`, count);
  await store.write('contested', { name, filler: name.repeat(10_000) });
}
