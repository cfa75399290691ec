import {
  column,
  field,
  type Model,
  type ModelContext,
  type Places,
  selectFields,
  selectList,
  withParts,
} from '@etl/sql/models';
import { callsInput } from '../inputs.js';

const FACTS = [
  field('url', 'string', 'metaData.url'),
  field('title', 'string', 'metaData.title'),
  field('scheduled_at', 'timestamp', 'metaData.scheduled'),
  field('started_at', 'timestamp', 'metaData.started'),
  field('duration_seconds', 'integer', 'metaData.duration'),
  field('primary_user_id', 'string', 'metaData.primaryUserId'),
  field('direction', 'string', 'metaData.direction'),
  field('system', 'string', 'metaData.system'),
  field('scope', 'string', 'metaData.scope'),
  field('media', 'string', 'metaData.media'),
  field('language', 'string', 'metaData.language'),
  field('workspace_id', 'string', 'metaData.workspaceId'),
  field('purpose', 'string', 'metaData.purpose'),
  field('meeting_url', 'string', 'metaData.meetingUrl'),
  field('is_private', 'boolean', 'metaData.isPrivate'),
  field('calendar_event_id', 'string', 'metaData.calendarEventId'),
  field('client_unique_id', 'string', 'metaData.clientUniqueId'),
  field('brief', 'string', 'content.brief'),
  field('outcome_id', 'string', 'content.callOutcome.id'),
  field('outcome', 'string', 'content.callOutcome.name'),
  field('outcome_category', 'string', 'content.callOutcome.category'),
  field('company_questions', 'integer', 'interaction.questions.companyCount'),
  field('non_company_questions', 'integer', 'interaction.questions.nonCompanyCount'),
];

/** Gong's names of what it measures, and the columns they go to. */
const STATISTICS = {
  talk_ratio: 'Talk Ratio',
  longest_monologue_seconds: 'Longest Monologue',
  longest_customer_story_seconds: 'Longest Customer Story',
  interactivity: 'Interactivity',
  patience_seconds: 'Patience',
};

/** One row per call, with what is one value of the whole call. */
export function calls(places: Places): Model {
  return {
    schema: places.marts,
    name: 'calls',
    description: 'One row per call, with all that is said of the call as a whole.',
    primaryKey: ['call_id'],
    unit: ['call_id'],
    inputs: { calls: callsInput(places) },
    columns: [
      column('call_id', 'string', 'Identifies the call.'),
      column('url', 'string', 'Page of the call in Gong.'),
      column('title', 'string', 'Title.'),
      column('scheduled_at', 'timestamp', 'When it was due to begin; NULL where it was not scheduled.'),
      column('started_at', 'timestamp', 'When the recording began.'),
      column('ended_at', 'timestamp', 'started_at and duration_seconds together.'),
      column('duration_seconds', 'integer', 'Length in seconds, as Gong measures it.'),
      column('primary_user_id', 'string', 'The user who hosted the call; users.id.'),
      column('primary_user_name', 'string', 'Name of the host, as among the participants.'),
      column('primary_user_email', 'string', 'E-mail address of the host, as among the participants.'),
      column('direction', 'string', 'Inbound, Outbound, Conference or Unknown.'),
      column('system', 'string', 'System the call was held on, e.g. Zoom.'),
      column('scope', 'string', 'Internal, External or Unknown.'),
      column('media', 'string', 'Audio or Video.'),
      column('language', 'string', 'ISO 639-2/B code, or und where it is unknown.'),
      column('workspace_id', 'string', 'Workspace the call belongs to.'),
      column('purpose', 'string', 'Purpose.'),
      column('meeting_url', 'string', 'Address of the meeting or of its recording.'),
      column('is_private', 'boolean', 'Whether the call is private.'),
      column('calendar_event_id', 'string', 'Id of the event in the calendar.'),
      column('client_unique_id', 'string', 'Id that the recording system gave the call.'),
      column('brief', 'string', "Gong's summary of the call."),
      column('outcome_id', 'string', 'Id of the outcome the call was given.'),
      column('outcome', 'string', 'Name of that outcome.'),
      column('outcome_category', 'string', 'Category of that outcome.'),
      column('talk_ratio', 'number', 'Share of the talk time that is the host’s, 0 to 1. Gong: Talk Ratio.'),
      column(
        'longest_monologue_seconds',
        'number',
        'Longest time the host spoke alone. Gong: Longest Monologue.',
      ),
      column(
        'longest_customer_story_seconds',
        'number',
        'Longest time somebody of the other side spoke alone. Gong: Longest Customer Story.',
      ),
      column('interactivity', 'number', 'How often the talk changes sides, 0 to 10. Gong: Interactivity.'),
      column(
        'patience_seconds',
        'number',
        'Time the host waits before answering the other side. Gong: Patience.',
      ),
      column('company_questions', 'integer', 'Questions asked by people of the company.'),
      column('non_company_questions', 'integer', 'Questions asked by people who are not of the company.'),
      column('participants', 'integer', 'Number of participants, whether or not they spoke.'),
      column('internal_participants', 'integer', 'Those of them whose affiliation is Internal.'),
      column('external_participants', 'integer', 'Those of them whose affiliation is External.'),
    ],
    select: selectCalls,
  };
}

function selectCalls(context: ModelContext): string {
  const { dialect, rows } = context;
  const from = `${rows('calls')} AS calls`;
  const listOf = { dialect, from, keep: ['call_id'], json: 'record', number: 'place' };
  const end = dialect.addMilliseconds('f.started_at', inMilliseconds(context, 'f.duration_seconds'));
  return withParts(
    {
      facts: selectFields({ dialect, from, keep: ['call_id'], json: 'record', fields: FACTS }),
      statistics: selectStatistics(
        selectList({
          ...listOf,
          path: ['interaction', 'interactionStats'],
          fields: [field('name', 'string', 'name'), field('measured', 'number', 'value')],
        }),
      ),
      parties: selectList({
        ...listOf,
        path: ['parties'],
        fields: [
          field('user_id', 'string', 'userId'),
          field('name', 'string', 'name'),
          field('email', 'string', 'emailAddress'),
          field('affiliation', 'string', 'affiliation'),
        ],
      }),
      numbers: [
        'SELECT call_id, count(*) AS participants,',
        "count(CASE WHEN affiliation = 'Internal' THEN 1 END) AS internal_participants,",
        "count(CASE WHEN affiliation = 'External' THEN 1 END) AS external_participants",
        'FROM parties GROUP BY call_id',
      ].join('\n'),
      hosts: [
        'SELECT p.call_id, p.name AS primary_user_name, p.email AS primary_user_email',
        'FROM parties AS p JOIN facts AS f ON f.call_id = p.call_id AND f.primary_user_id = p.user_id',
        'QUALIFY row_number() OVER (PARTITION BY p.call_id ORDER BY p.place) = 1',
      ].join('\n'),
    },
    [
      `SELECT f.*, ${end} AS ended_at, ${Object.keys(STATISTICS).join(', ')}, primary_user_name, primary_user_email,`,
      'coalesce(participants, 0) AS participants, coalesce(internal_participants, 0) AS internal_participants,',
      'coalesce(external_participants, 0) AS external_participants',
      'FROM facts AS f LEFT JOIN statistics AS s ON s.call_id = f.call_id',
      'LEFT JOIN numbers AS n ON n.call_id = f.call_id LEFT JOIN hosts AS h ON h.call_id = f.call_id',
    ].join('\n'),
  );
}

function selectStatistics(list: string): string {
  const columns = Object.entries(STATISTICS).map(
    ([name, statistic]) => `max(CASE WHEN name = '${statistic}' THEN measured END) AS ${name}`,
  );
  return `SELECT call_id, ${columns.join(', ')}\nFROM (\n${list}\n) AS list GROUP BY call_id`;
}

/** As a float: the product of an absurd number must not leave the range of integers. */
function inMilliseconds({ dialect }: ModelContext, seconds: string): string {
  return `CAST(${seconds} AS ${dialect.columnTypes.number}) * 1000`;
}
