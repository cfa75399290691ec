import type { Field } from '@etl/core';
import { idOf, instantOf, phrase, type Scenario } from './scenario.ts';

const PARTIES = 8;
const TRACKERS = 6;

/** Records like Gong's calls, about 3 kB: a few scalars in an object, and lists of objects that stay JSON. */
export const scenario: Scenario = {
  primaryKey: ['id'],
  fields: [
    meta('id', 'string'),
    meta('title', 'string'),
    meta('started', 'timestamp'),
    meta('duration', 'integer'),
    meta('isPrivate', 'boolean'),
    meta('revision', 'integer'),
    { name: 'parties', path: ['parties'], type: 'json' },
    { name: 'content', path: ['content'], type: 'json' },
  ],
  buildRecord: (number, revision) => {
    const parties = Array.from({ length: PARTIES }, (_, index) => buildParty(number, index));
    const trackers = Array.from({ length: TRACKERS }, (_, index) => buildTracker(number, index));
    return [
      `{"metaData":{"id":"${idOf(number)}","title":"${phrase(number, 0)}","started":"${instantOf(number)}"`,
      `"duration":${number % 7200},"isPrivate":${number % 9 === 0},"revision":${revision}}`,
      `"parties":[${parties.join(',')}]`,
      `"content":{"trackers":[${trackers.join(',')}],"brief":"${phrase(number, 3)}. ${phrase(number, 4)}."}}`,
    ].join(',');
  },
};

function meta(name: string, type: Field['type']): Field {
  return { name, path: ['metaData', name], type };
}

function buildParty(number: number, index: number): string {
  const id = idOf(number * PARTIES + index);
  const context = `[{"system":"HubSpot","objects":[{"objectType":"Contact","objectId":"${number % 5000}","fields":[{"name":"Title","value":"${phrase(number, index)}"}]}]}]`;
  return `{"id":"${id}","emailAddress":"person${number % 977}@example${index}.com","name":"${phrase(number, index)}","speakerId":"${id}","affiliation":"External","context":${context}}`;
}

function buildTracker(number: number, index: number): string {
  return `{"id":"${index}","name":"${phrase(index, 1)}","count":${number % 5},"occurrences":[{"startTime":${(number % 3600) + 0.25},"speakerId":"${idOf(number)}"}],"type":"KEYWORD"}`;
}
