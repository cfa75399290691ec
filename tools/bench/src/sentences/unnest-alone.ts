/** DuckDB alone: the transcripts of a file into sentences, without speakers. Arguments: NDJSON file, database file. */
import { DuckDBInstance } from '@duckdb/node-api';
import { reportUse } from '../loading/report-use.ts';

const [file = '', path = ''] = process.argv.slice(2);
const SENTENCE = 'STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR)';
const TURN = `STRUCT("speakerId" VARCHAR, "topic" VARCHAR, "sentences" ${SENTENCE}[])`;

const instance = await DuckDBInstance.create(path, { memory_limit: '512MB' });
const connection = await instance.connect();
const started = performance.now();
await connection.run(
  [
    'CREATE TABLE sentences AS',
    'SELECT "callId", turn."speakerId" AS speaker_id, turn."topic" AS topic, unnest(turn."sentences", recursive := true)',
    'FROM (SELECT "callId", unnest("transcript") AS turn',
    `FROM read_json('${file}', format = 'newline_delimited', columns = {callId: 'VARCHAR', transcript: '${TURN}[]'}))`,
  ].join(' '),
);
await connection.run('CHECKPOINT');
connection.closeSync();
instance.closeSync();
reportUse(started);
