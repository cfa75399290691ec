import type { Faults } from '@etl/emulator-kit';
import { stringify } from 'yaml';
import { writeProject, type Project } from './project.js';

/** What these tests use of a Slack emulator. */
export interface SlackEmulator {
  readonly apiEndpoint: string;
  readonly token: string;
  readonly userId: string;
  readonly changes: Changes;
  readonly workspace: { readonly users: { put(id: string, user: object): void } };
  readonly truth: Truth;
  readonly faults: Faults;
  readonly oauth: {
    readonly clientId: string;
    readonly clientSecret: string;
    issueRefreshToken(): string;
  };
  requestCounts(): Readonly<Record<string, number>>;
  setScopes(scopes: readonly string[] | undefined): void;
  refuseTokens(error: string | undefined): void;
  close(): Promise<void>;
}

type Members = Readonly<Record<string, unknown>>;

interface Changes {
  createChannel(channel: Members & { readonly id: string }): void;
  archive(channelId: string): void;
  leave(channelId: string, userId: string): void;
  post(channelId: string, message: Members): string;
  reply(channelId: string, rootTs: string, reply: Members): string;
  edit(channelId: string, ts: string, members: Members): void;
  remove(channelId: string, ts: string): void;
  react(channelId: string, ts: string, name: string, userId: string): void;
}

interface TruePlace {
  readonly channel_id: string;
  readonly ts: string;
  readonly root_ts: string;
  readonly placement: string;
}

interface Truth {
  messages(channelId?: string): readonly (TruePlace & { readonly message: Members })[];
  reactions(): readonly (TruePlace & { readonly reaction: Members })[];
  files(): readonly (TruePlace & { readonly file: Members })[];
}

interface EmulatorModule {
  readonly createSlackEmulator: (options: Readonly<Record<string, unknown>>) => Promise<SlackEmulator>;
}

/** Found by name, as the runner finds plugins. */
const EMULATOR = ['@etl/connector-slack', 'emulator'].join('/');

/** Starts an empty Slack on 127.0.0.1 without limits. */
export async function startSlack(options: Readonly<Record<string, unknown>> = {}): Promise<SlackEmulator> {
  const { createSlackEmulator } = (await import(EMULATOR)) as EmulatorModule;
  return createSlackEmulator({ empty: true, limits: 'none', ...options });
}

export const SLACK_SOURCE = 'configs/sources/slack.yaml';

/** Messages and what surrounds them, without limits. */
export const SLACK_OPTIONS = {
  api_token: '${SLACK_API_TOKEN}',
  api_endpoint: '${SLACK_API_ENDPOINT}',
  requests_per_minute: { tier_2: 1_000_000, tier_3: 1_000_000, tier_4: 1_000_000 },
};

const NOBODY = { apiEndpoint: 'http://127.0.0.1:9/api/', token: 'xoxb-slack-secret' };

export function createSlackProject(options: {
  readonly directory: string;
  /** Default: nobody listens there. */
  readonly slack?: Pick<SlackEmulator, 'apiEndpoint' | 'token'>;
  /** Options of the connector, over {@link SLACK_OPTIONS}. */
  readonly config?: Readonly<Record<string, unknown>>;
}): Promise<Project> {
  const { directory, slack = NOBODY, config } = options;
  return writeProject({
    directory,
    source: { file: SLACK_SOURCE, yaml: slackYaml(config) },
    environment: { SLACK_API_ENDPOINT: slack.apiEndpoint, SLACK_API_TOKEN: slack.token },
  });
}

export function slackYaml(config: Readonly<Record<string, unknown>> = {}): string {
  return stringify({
    source: { name: 'slack', type: 'api', connector: 'slack', config: { ...SLACK_OPTIONS, ...config } },
    destination: {
      schema: 'SLACK_DATA',
      tables: ['channels', 'channel_members', 'users', 'messages', 'reactions', 'files'],
    },
  });
}
