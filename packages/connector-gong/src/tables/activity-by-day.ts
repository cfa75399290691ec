import type { Field, Table } from '@etl/core';
import { field, PERSONAL } from './field.js';

function calls(name: string, key: string, description: string): Field {
  return field(name, 'json', `activity.${key}`, `Ids of calls ${description}`);
}

/** Table `activity_by_day`. */
export const activityByDayTable: Table = {
  name: 'activity_by_day',
  description: 'One row per user and day on which the user was active.',
  primaryKey: ['user_id', 'date'],
  fields: [
    field('user_id', 'string', 'userId', 'The user; users.id.'),
    field('date', 'string', 'date', 'Day in the company’s time zone, YYYY-MM-DD.'),
    field('user_email_address', 'string', 'userEmailAddress', 'E-mail address of the user.', PERSONAL),
    field('from_date', 'string', 'activity.fromDate', 'Start of the day as Gong writes it.'),
    field('to_date', 'string', 'activity.toDate', 'End of the day as Gong writes it.'),
    calls('calls_as_host', 'callsAsHost', 'the user hosted.'),
    calls('calls_attended', 'callsAttended', 'the user took part in, not as host.'),
    calls('calls_gave_feedback', 'callsGaveFeedback', 'the user gave feedback on.'),
    calls('calls_requested_feedback', 'callsRequestedFeedback', 'the user asked for feedback on.'),
    calls('calls_received_feedback', 'callsReceivedFeedback', 'the user got feedback on.'),
    calls('own_calls_listened_to', 'ownCallsListenedTo', 'of their own the user listened to.'),
    calls('others_calls_listened_to', 'othersCallsListenedTo', 'of others the user listened to.'),
    calls('calls_shared_internally', 'callsSharedInternally', 'the user shared within the company.'),
    calls('calls_shared_externally', 'callsSharedExternally', 'the user shared outside the company.'),
    calls('calls_comments_given', 'callsCommentsGiven', 'the user commented on.'),
    calls('calls_comments_received', 'callsCommentsReceived', 'of the user that others commented on.'),
    calls('calls_marked_as_feedback_given', 'callsMarkedAsFeedbackGiven', 'the user marked as reviewed.'),
    calls(
      'calls_marked_as_feedback_received',
      'callsMarkedAsFeedbackReceived',
      'of the user that others marked as reviewed.',
    ),
    calls('calls_scorecards_filled', 'callsScorecardsFilled', 'the user filled in scorecards for.'),
    calls('calls_scorecards_received', 'callsScorecardsReceived', 'of the user that got scorecards.'),
  ],
};
