import { runCli } from './cli.js';
import { processIo } from './process-io.js';

await runCli(processIo);
