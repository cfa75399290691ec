import type { Table } from '@etl/core';
import { field, PERSONAL } from './field.js';

/** Table `answered_scorecards`. Its key is the review's own id: one scorecard is answered many times. */
export const answeredScorecardsTable: Table = {
  name: 'answered_scorecards',
  description: 'One row per review: a scorecard answered for one call.',
  primaryKey: ['answered_scorecard_id'],
  fields: [
    field('answered_scorecard_id', 'string', 'answeredScorecardId', 'Identifies the review.'),
    field('scorecard_id', 'string', 'scorecardId', 'The scorecard; scorecards.scorecard_id.'),
    field('scorecard_name', 'string', 'scorecardName', 'Name of the scorecard.'),
    field('call_id', 'string', 'callId', 'The call; calls.id.'),
    field('call_start_time', 'timestamp', 'callStartTime', 'When the call began.'),
    field('reviewed_user_id', 'string', 'reviewedUserId', 'Whose call was reviewed; users.id.'),
    field('reviewer_user_id', 'string', 'reviewerUserId', 'Who reviewed it; users.id.'),
    field('review_method', 'string', 'reviewMethod', 'AUTOMATIC or MANUAL.'),
    field('review_time', 'timestamp', 'reviewTime', 'When it was reviewed; reviews are read by its day.'),
    field('visibility_type', 'string', 'visibilityType', 'Who may see it, e.g. PUBLIC.'),
    field('answers', 'json', 'answers', 'Answers by question, with scores and texts.', PERSONAL),
  ],
};
