import type { Command } from 'commander';
import { parseCount } from '../parse-options.js';
import type { Io } from '../process-io.js';
import { act, projectCommand } from './project-command.js';

/** The commands that serve whoever sets a project up. */
export function addServingCommands(program: Command, io: Io): void {
  projectCommand(program, 'schema', 'Write the JSON Schema of the configuration files, for editors.')
    .option('--output <dir>', 'write files there instead of printing')
    .action(act(io, async () => (await import('../commands/schema.js')).schemaCommand));
  projectCommand(program, 'sandbox', "Start a connector's emulator and print how to reach it, until Ctrl-C.")
    .option('--port <number>', 'listen on this port', parseCount)
    .action(act(io, async () => (await import('../commands/sandbox.js')).sandboxCommand));
}
