import { toEtlError } from '@etl/core';
import { EXIT, exitCodeOfError, type ExitCode } from '../exit-code.js';
import { createInterruptSignal } from '../interrupt.js';
import { withProject, withSession, type Project } from '../project/open-project.js';
import type { ActionContext } from '../run-action.js';

interface Finding {
  readonly what: string;
  readonly code: ExitCode;
  readonly message: string;
}

/** `etl check`: tries every source and the destination, and tells of all of them before it ends. */
export function checkCommand(context: ActionContext): Promise<ExitCode> {
  const signal = createInterruptSignal(() => undefined);
  return withProject(context, async (project) => {
    const findings = [
      await checkDestination(project, signal),
      ...(await Promise.all(project.sources.map((source) => checkSource(source, signal)))),
    ];
    for (const finding of findings) tell(context, finding);
    return findings.find((finding) => finding.code !== EXIT.success)?.code ?? EXIT.success;
  });
}

async function checkSource(
  { name, source }: Project['sources'][number],
  signal: AbortSignal,
): Promise<Finding> {
  return find(`source ${name}`, async () => {
    const { account, details = {} } = await source.check(signal);
    const lines = Object.entries(details).map(([what, value]) => `\n  ${what}: ${value}`);
    return `${account}${lines.join('')}`;
  });
}

function checkDestination({ config, destination }: Project, signal: AbortSignal): Promise<Finding> {
  return find(`destination ${config.destination.plugin.name}`, () =>
    withSession(destination, signal, async (session) => {
      await session.query('SELECT 1 AS one');
      return 'opens and answers';
    }),
  );
}

async function find(what: string, check: () => Promise<string>): Promise<Finding> {
  try {
    return { what, code: EXIT.success, message: await check() };
  } catch (error) {
    return { what, code: exitCodeOfError(error), message: toEtlError(error).describe() };
  }
}

function tell({ io, options, redactor }: ActionContext, { what, code, message }: Finding): void {
  const ok = code === EXIT.success;
  const text = redactor.redact(message);
  if (options.json === true) io.out(`${JSON.stringify({ type: 'check', what, ok, message: text })}\n`);
  else (ok ? io.out : io.err)(`${ok ? 'ok    ' : 'failed'} ${what}: ${text}\n`);
}
