/** Loads a Slack's messages through connector and pipeline. Arguments: address, token, database file. */
import { slack } from '@etl/connector-slack';
import { runPipeline } from './run-pipeline.ts';

const [address = '', token = '', path = ''] = process.argv.slice(2);
const UNLIMITED = { tier_2: 1_000_000, tier_3: 1_000_000, tier_4: 1_000_000 };

await runPipeline({
  createSource: (dependencies) =>
    slack({ api_endpoint: address, api_token: token, requests_per_minute: UNLIMITED }, dependencies),
  path,
  streams: ['messages'],
});
