import type { JsonField } from '@etl/sql/models';
import { property } from '../sql/property.js';
import type { InteractionTable } from './kinds.js';

export type InteractionColumn = 'direction' | 'started_at' | 'ended_at' | 'duration_seconds' | 'body';

interface InteractionFields {
  /** Under the canonical column's name where they are it. */
  readonly fields: readonly JsonField[];
  /** SQL of columns that are worked out from the fields. */
  readonly values: Partial<Readonly<Record<InteractionColumn, string>>>;
}

const STARTED = property('started_at', 'timestamp', 'hs_timestamp');

/** What HubSpot's properties of each kind of interaction are in the canonical model. */
export const INTERACTION_FIELDS: Readonly<Record<InteractionTable, InteractionFields>> = {
  calls: {
    fields: [
      STARTED,
      property('direction_text', 'string', 'hs_call_direction'),
      property('milliseconds', 'number', 'hs_call_duration'),
      property('title', 'string', 'hs_call_title'),
      property('body', 'string', 'hs_call_body'),
      property('outcome', 'string', 'hs_call_status'),
    ],
    values: {
      direction: "CASE direction_text WHEN 'INBOUND' THEN 'inbound' WHEN 'OUTBOUND' THEN 'outbound' END",
      // A longer call is none: the product of an absurd number must not leave the range of integers.
      duration_seconds: 'CASE WHEN milliseconds BETWEEN 0 AND 1e12 THEN floor(milliseconds / 1000) END',
    },
  },
  meetings: {
    fields: [
      property('meeting_start', 'timestamp', 'hs_meeting_start_time'),
      property('timestamp_start', 'timestamp', 'hs_timestamp'),
      property('ended_at', 'timestamp', 'hs_meeting_end_time'),
      property('title', 'string', 'hs_meeting_title'),
      property('body', 'string', 'hs_meeting_body'),
      property('outcome', 'string', 'hs_meeting_outcome'),
    ],
    values: {
      started_at: 'coalesce(meeting_start, timestamp_start)',
      duration_seconds:
        "CASE WHEN ended_at >= coalesce(meeting_start, timestamp_start) THEN datediff('second', coalesce(meeting_start, timestamp_start), ended_at) END",
    },
  },
  emails: {
    fields: [
      STARTED,
      property('direction_text', 'string', 'hs_email_direction'),
      property('title', 'string', 'hs_email_subject'),
      property('text_body', 'string', 'hs_email_text'),
      property('html_body', 'string', 'hs_email_html'),
      property('thread_id', 'string', 'hs_email_thread_id'),
      property('outcome', 'string', 'hs_email_status'),
    ],
    values: {
      direction: "CASE direction_text WHEN 'INCOMING_EMAIL' THEN 'inbound' WHEN 'EMAIL' THEN 'outbound' END",
      body: 'coalesce(text_body, html_body)',
    },
  },
  communications: {
    fields: [
      STARTED,
      property('body', 'string', 'hs_communication_body'),
      property('channel', 'string', 'hs_communication_channel_type'),
    ],
    values: {},
  },
  notes: { fields: [STARTED, property('body', 'string', 'hs_note_body')], values: {} },
  tasks: {
    fields: [
      STARTED,
      property('title', 'string', 'hs_task_subject'),
      property('body', 'string', 'hs_task_body'),
      property('outcome', 'string', 'hs_task_status'),
    ],
    values: {},
  },
};
