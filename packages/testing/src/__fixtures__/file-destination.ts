import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import type { DestinationPlugin } from '@etl/core';
import { parseExactJson, type ExactObject } from '../json/exact-json.js';
import { createMemoryDestination } from '../memory-destination/memory-destination.js';
import { MemoryStore } from '../memory-destination/memory-store.js';
import { wrapDestination, type Spoiled } from './wrap-destination.js';

const configSchema = z.strictObject({ path: z.string().describe('The file.') });
const LONG_ENOUGH_TO_DIE = 60_000;

/** What outlived the last process. */
export function loadStore(path: string): MemoryStore {
  const store = new MemoryStore();
  if (!existsSync(path)) return store;
  Object.assign(store, deserialize(readFileSync(path)));
  for (const [name, { table, rows }] of store.tables) {
    const parsed = [...rows].map(
      ([key, row]) => [key, { ...row, value: parseExactJson(row.text) as ExactObject }] as const,
    );
    store.tables.set(name, { table, rows: new Map(parsed) });
  }
  return store;
}

function saveStore(path: string, store: MemoryStore): void {
  writeFileSync(`${path}.new`, serialize(Object.assign({}, store)));
  renameSync(`${path}.new`, path);
}

/** The in-memory destination, saved in one piece after each commit; or its state long before its rows. */
function createFileDestination(isTorn: boolean): DestinationPlugin {
  return {
    specificationVersion: 'v1',
    name: 'file',
    configSchema,
    create: (config, dependencies) => {
      const { path } = configSchema.parse(config);
      const memory = createMemoryDestination();
      const store = memory.store('file');
      Object.assign(store, loadStore(path));
      const save = async () => {
        if (isTorn) {
          const { tables } = loadStore(path);
          saveStore(path, Object.assign(new MemoryStore(), store, { tables }));
          await setTimeout(LONG_ENOUGH_TO_DIE);
        }
        saveStore(path, store);
      };
      const spoiled: Spoiled = {
        writer: (writer) => ({
          commit: async (checkpoints) => {
            const receipt = await writer.commit(checkpoints);
            await save();
            return receipt;
          },
        }),
      };
      return wrapDestination(memory, spoiled).create({ location: 'file' }, dependencies);
    },
  };
}

export const destination = createFileDestination(false);
export const tornDestination = createFileDestination(true);
