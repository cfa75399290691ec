/** Plays a Slack without limits in a process of its own. Arguments: channels, messages in each, end of the data in milliseconds. */
import { createSlackEmulator } from '@etl/connector-slack/emulator';

const [channels = 0, messages = 0, now = 0] = process.argv.slice(2).map(Number);
const population = { channels, messages, threadEvery: 100, replies: 3 };
const { apiEndpoint, token, truth } = await createSlackEmulator({ limits: 'none', population, now });
process.send?.({ apiEndpoint, token, messages: truth.countMessages() });
