import { phrase } from '../scenarios/scenario.ts';

const SPEAKERS = 4;
const SENTENCES_PER_TURN = 5;
const SENTENCE_MILLISECONDS = 3200;

/** As many as an hour's meeting has. */
export const SENTENCES_PER_CALL = 800;

/** A call as far as sentences need it. A later revision has another title. */
export function buildCall(number: number, revision = 0): string {
  const parties = Array.from({ length: SPEAKERS }, (_, index) => ({
    id: `party-${number}-${index}`,
    speakerId: speakerOf(number, index),
    name: phrase(number, index),
    emailAddress: `person${index}@example.com`,
    affiliation: index === 0 ? 'Internal' : 'External',
  }));
  return JSON.stringify({
    metaData: {
      id: callIdOf(number),
      title: `${phrase(number, 0)} ${revision}`,
      started: '2026-03-02T09:00:00Z',
      duration: 3600,
    },
    parties,
  });
}

/** Its transcript, in Gong's form. */
export function buildTranscript(number: number): string {
  const turns = Array.from({ length: SENTENCES_PER_CALL / SENTENCES_PER_TURN }, (_, turn) => ({
    speakerId: speakerOf(number, turn % SPEAKERS),
    topic: phrase(turn, 1),
    sentences: Array.from({ length: SENTENCES_PER_TURN }, (_, place) => {
      const start = (turn * SENTENCES_PER_TURN + place) * SENTENCE_MILLISECONDS;
      return { start, end: start + SENTENCE_MILLISECONDS, text: phrase(number + turn, place) };
    }),
  }));
  return JSON.stringify({ callId: callIdOf(number), transcript: turns });
}

function callIdOf(number: number): string {
  return `7${String(number).padStart(18, '0')}`;
}

function speakerOf(call: number, index: number): string {
  return `8${String(call * SPEAKERS + index).padStart(18, '0')}`;
}
