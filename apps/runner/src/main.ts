import { runCli } from './cli.js';
import { processIo } from './process-io.js';
import { keepYoungGenerationSmall } from './young-generation.js';

keepYoungGenerationSmall();
await runCli(processIo);
