import type { Field, Table } from '@etl/core';
import { field, PERSONAL, RE_SIGNED } from './field.js';

const META_DATA: readonly Field[] = [
  field('id', 'string', 'metaData.id', 'Identifies the call.'),
  field('url', 'string', 'metaData.url', 'Page of the call in Gong.'),
  field('title', 'string', 'metaData.title', 'Title; often names the people or the company.', PERSONAL),
  field('scheduled', 'timestamp', 'metaData.scheduled', 'When the call was due to begin.'),
  field(
    'started',
    'timestamp',
    'metaData.started',
    'When the recording began; calls are read by this instant.',
  ),
  field('duration', 'integer', 'metaData.duration', 'Length in seconds, as Gong measures it.'),
  field('primary_user_id', 'string', 'metaData.primaryUserId', 'User who hosted the call.'),
  field('direction', 'string', 'metaData.direction', 'Inbound, Outbound, Conference or Unknown.'),
  field('system', 'string', 'metaData.system', 'System the call was held on, e.g. Zoom.'),
  field('scope', 'string', 'metaData.scope', 'Internal, External or Unknown.'),
  field('media', 'string', 'metaData.media', 'Audio or Video.'),
  field('language', 'string', 'metaData.language', 'ISO 639-2/B language code, or und when it is unknown.'),
  field('workspace_id', 'string', 'metaData.workspaceId', 'Workspace the call belongs to.'),
  field('sdr_disposition', 'string', 'metaData.sdrDisposition', 'Disposition set by or for the caller.'),
  field('client_unique_id', 'string', 'metaData.clientUniqueId', 'Id the recording system gave the call.'),
  field(
    'custom_data',
    'string',
    'metaData.customData',
    'Text stored with the call when it was uploaded.',
    PERSONAL,
  ),
  field('purpose', 'string', 'metaData.purpose', 'Purpose of the call.'),
  field(
    'meeting_url',
    'string',
    'metaData.meetingUrl',
    'Address of the meeting or of its recording.',
    PERSONAL,
  ),
  field('is_private', 'boolean', 'metaData.isPrivate', 'Whether the call is private.'),
  field('calendar_event_id', 'string', 'metaData.calendarEventId', 'Id of the event in the calendar.'),
];

const CONTENT: readonly Field[] = [
  field('structure', 'json', 'content.structure', 'Parts of the agenda with their seconds.'),
  field('topics', 'json', 'content.topics', 'Topics with their seconds.'),
  field('trackers', 'json', 'content.trackers', 'Trackers that hit, with their occurrences.'),
  field(
    'points_of_interest',
    'json',
    'content.pointsOfInterest',
    'Action items; Gong stopped filling it in 2025.',
    PERSONAL,
  ),
  field('brief', 'string', 'content.brief', 'Short summary.', PERSONAL),
  field('outline', 'json', 'content.outline', 'Sections of the call with their items.', PERSONAL),
  field('highlights', 'json', 'content.highlights', 'Highlights of the call.', PERSONAL),
  field('call_outcome', 'json', 'content.callOutcome', 'Outcome: id, category and name.'),
  field('key_points', 'json', 'content.keyPoints', 'Key points of the call.', PERSONAL),
];

const AROUND_THE_CALL: readonly Field[] = [
  field('parties', 'json', 'parties', 'Participants with their CRM context.', PERSONAL),
  field('context', 'json', 'context', 'Links to CRM objects, now and at the time of the call.', PERSONAL),
  field('interaction', 'json', 'interaction', 'Talk times, video, questions and statistics by person.'),
  field('collaboration', 'json', 'collaboration', 'Public comments.', PERSONAL),
];

const MEDIA: readonly Field[] = [
  field('audio_url', 'string', 'media.audioUrl', 'Signed for about eight hours.', RE_SIGNED),
  field('video_url', 'string', 'media.videoUrl', 'Signed for about eight hours.', RE_SIGNED),
];

/** Table `calls`; the addresses of recordings have columns only when they are asked for. */
export function buildCallsTable(options: { readonly media: boolean }): Table {
  return {
    name: 'calls',
    description: 'One row per call, with everything Gong knows about it except what was said.',
    primaryKey: ['id'],
    fields: [...META_DATA, ...AROUND_THE_CALL, ...CONTENT, ...(options.media ? MEDIA : [])],
  };
}
