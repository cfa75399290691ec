import { readdir } from 'node:fs/promises';
import type { Collection } from '../collections/collection.js';
import type { FillTarget } from '../generate/fill-with-company.js';
import type { InputObject } from '../input/read-body.js';
import { readScalar } from '../input/read-body.js';
import type { ObjectStore } from '../objects/object-store.js';
import { readAssociationLine } from './read-association-line.js';
import { readRecords } from './read-lines.js';
import { readRecordLine } from './read-record-line.js';
import { readPropertyLine, readSchemaLine } from './read-schema-line.js';

/**
 * Fills an account from a folder of records in HubSpot's shapes, one JSON object a line.
 *
 * @throws Error naming file and line when a line cannot be served; naming the folder when it holds none of the files.
 */
export async function fillFromFolder(target: FillTarget, directory: string): Promise<void> {
  const files = new Set((await readdir(directory)).filter((file) => file.endsWith('.ndjson')));
  const read = async (file: string, use: (record: InputObject) => void): Promise<void> => {
    if (files.delete(file)) await readRecords(directory, file, use);
  };
  if (files.size === 0) {
    throw new Error(
      `${directory} holds no .ndjson file: point to a folder with contacts.ndjson, deals.ndjson, ….`,
    );
  }
  await read('schemas.ndjson', (line) => {
    readSchemaLine(line, target);
  });
  for (const store of target.context.objects.all()) await readType(store, target, read);
  await readCollections(target, read);
  await readAssociations(target, [...files], read);
  const [unknown] = files;
  if (unknown === undefined) return;
  throw new Error(`${unknown}: the name is not one of HubSpot's objects. Rename or remove the file.`);
}

type Read = (file: string, use: (record: InputObject) => void) => Promise<void>;

async function readType({ type }: ObjectStore, target: FillTarget, read: Read): Promise<void> {
  await read(`properties_${type.name}.ndjson`, (line) => {
    readPropertyLine(line, type, target);
  });
  await read(`${type.name}.ndjson`, (line) => {
    readRecordLine(line, type, target);
  });
  await read(`pipelines_${type.name}.ndjson`, (line) => {
    target.context.collections.pipelines(type.name).put(line);
  });
}

async function readCollections({ context: { collections } }: FillTarget, read: Read): Promise<void> {
  const named: Readonly<Record<string, Collection>> = {
    owners: collections.owners,
    lists: collections.lists,
    forms: collections.forms,
    marketing_emails: collections.marketingEmails,
    campaigns: collections.campaigns,
  };
  for (const [name, collection] of Object.entries(named)) {
    await read(`${name}.ndjson`, (line) => {
      collection.put(line);
    });
  }
  await read('list_memberships.ndjson', (line) => {
    const [listId, recordId] = [requireText(line, 'listId'), requireText(line, 'recordId')];
    collections.memberships.add(listId, recordId, Date.parse(requireText(line, 'membershipTimestamp')));
  });
  await read('form_submissions.ndjson', (line) => {
    const rest = Object.entries(line).filter(([member]) => member !== 'formId');
    collections.submissions(requireText(line, 'formId')).put(Object.fromEntries(rest));
  });
}

async function readAssociations(target: FillTarget, files: readonly string[], read: Read): Promise<void> {
  const { objects } = target.context;
  for (const from of objects.all()) {
    for (const to of objects.all()) {
      const file = `associations_${from.type.name}_${to.type.name}.ndjson`;
      if (!files.includes(file)) continue;
      await read(file, (line) => {
        readAssociationLine(line, { from: from.type.name, to: to.type.name }, target.context.associations);
      });
    }
  }
}

function requireText(line: InputObject, key: string): string {
  const value = readScalar(line, key);
  if (value === undefined) throw new Error(`a record needs \`${key}\``);
  return value;
}
