import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';

/** A folder with a configuration, as a user keeps it. */
export interface Project {
  readonly directory: string;
  /** What the profile `production` loads into. */
  readonly database: string;
  /** Takes the profile `production` to the emulator. */
  readonly environment: Readonly<Record<string, string>>;
  /** Writes a file below the folder. */
  write(path: string, content: string | Uint8Array, mode?: number): Promise<void>;
}

export interface ProjectOptions {
  readonly directory: string;
  /** Default: nobody listens there. */
  readonly gong?: { readonly apiEndpoint: string; readonly apiToken: string };
  /** Options of the connector, over {@link GONG_OPTIONS}. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Of the destination, beside its path. */
  readonly destination?: Readonly<Record<string, unknown>>;
}

const NOBODY = { apiEndpoint: 'http://127.0.0.1:9', apiToken: 'gong-key:gong-secret' };

/** Gong's limits would only make tests slow. */
export const GONG_OPTIONS = {
  api_endpoint: '${GONG_API_ENDPOINT}',
  api_token: '${GONG_API_KEY}',
  requests_per_second: 10_000,
  requests_per_day: 1_000_000,
};

/** Ten days, of which the look-back lets the last seven be read again. */
export const START_DATE = new Date(Date.now() - 10 * 86_400_000).toISOString();

/** An instant between the start date and now. */
export function daysAgo(days: number): string {
  return new Date(Date.parse(START_DATE) + (10 - days) * 86_400_000).toISOString();
}

/** A project that reads Gong. */
export function createProject(options: ProjectOptions): Promise<Project> {
  const { directory, gong = NOBODY, config = {}, destination = {} } = options;
  return writeProject({
    directory,
    destination,
    source: { file: 'configs/sources/gong.yaml', yaml: sourceYaml(config) },
    environment: { GONG_API_ENDPOINT: gong.apiEndpoint, GONG_API_KEY: gong.apiToken },
  });
}

/** A project that reads one source, whichever it is. */
export async function writeProject(options: {
  readonly directory: string;
  readonly source: { readonly file: string; readonly yaml: string };
  readonly environment: Readonly<Record<string, string>>;
  readonly destination?: Readonly<Record<string, unknown>>;
}): Promise<Project> {
  const { directory, source, environment, destination = {} } = options;
  const write = async (path: string, content: string | Uint8Array, mode?: number): Promise<void> => {
    const target = join(directory, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
    if (mode !== undefined) await chmod(target, mode);
  };
  await write(
    'configs/pipeline.yaml',
    stringify({
      name: 'main',
      destination: { type: 'duckdb', config: { path: join(directory, 'warehouse.duckdb'), ...destination } },
    }),
  );
  await write(source.file, source.yaml);
  return {
    directory,
    database: join(directory, 'warehouse.duckdb'),
    environment: { ETL_PROFILE: 'production', ...environment },
    write,
  };
}

export function sourceYaml(config: Readonly<Record<string, unknown>>): string {
  return stringify({
    source: {
      name: 'gong',
      type: 'api',
      connector: 'gong',
      config: { ...GONG_OPTIONS, start_date: START_DATE, ...config },
    },
    destination: { schema: 'GONG_DATA', tables: ['calls', 'transcripts', 'users'] },
  });
}
