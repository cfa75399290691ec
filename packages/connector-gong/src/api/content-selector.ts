import type { JsonObject } from '@etl/core';

/**
 * Asks for all parts of a call; Gong leaves out what the account does not have. Media is apart, because its addresses
 * are signed anew on every request and need a scope of their own.
 */
export function buildContentSelector(options: { readonly media: boolean }): JsonObject {
  return {
    context: 'Extended',
    contextTiming: ['Now', 'TimeOfCall'],
    exposedFields: {
      parties: true,
      content: {
        structure: true,
        topics: true,
        trackers: true,
        trackerOccurrences: true,
        pointsOfInterest: true,
        brief: true,
        outline: true,
        highlights: true,
        callOutcome: true,
        keyPoints: true,
      },
      interaction: { speakers: true, video: true, personInteractionStats: true, questions: true },
      collaboration: { publicComments: true },
      media: options.media,
    },
  };
}
