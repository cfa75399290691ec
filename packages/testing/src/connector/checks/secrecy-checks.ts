import { isEtlError } from '@etl/core';
import { requireThat } from '../../check/conformance-check.js';
import type { ConnectorBench, OpenedSource } from '../connector-bench.js';
import { connectorCheck, requireEtlError } from '../connector-check.js';
import type { VendorFault } from '../connector-driver.js';

const FOR_GOOD = { after: 0, times: Number.POSITIVE_INFINITY };

/** Everything about an error that a person or a log may come to see. */
function printError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const detail = isEtlError(error) ? JSON.stringify([error.describe(), error.http]) : '';
  return `${error.message} ${detail} ${error.cause === undefined ? '' : printError(error.cause)}`;
}

function requireNoSecret(bench: ConnectorBench, printed: string, what: string): void {
  const found = bench.vendor.secrets.some((secret) => printed.includes(secret));
  requireThat(!found, () => `${what} shows a credential.`);
}

/** A vendor that repeats the credentials it was sent. */
function echoes(bench: ConnectorBench): VendorFault[] {
  const body = JSON.stringify({ errors: bench.vendor.secrets.map((secret) => `not accepted: ${secret}`) });
  return [400, 401, 403, 500].map((status) => ({ kind: 'status', status, body }));
}

async function failEverywhere(bench: ConnectorBench, opened: OpenedSource): Promise<unknown[]> {
  const streams = await bench.streams(opened);
  const failures: unknown[] = [];
  for (const fault of [...echoes(bench), { kind: 'reset' }, { kind: 'html' }] as VendorFault[]) {
    bench.vendor.inject(fault, FOR_GOOD);
    const report = { report: (event: OpenedSource['events'][number]) => void opened.events.push(event) };
    for (const stream of streams) failures.push((await bench.readFrom(stream, report)).error);
    failures.push(await opened.source.check(new AbortController().signal).catch((error: unknown) => error));
    bench.vendor.heal();
  }
  return failures;
}

export const secrecyChecks = [
  connectorCheck(
    'errors_keep_secrets',
    'credentials in messages, URLs, bodies and causes of errors',
    async (bench) => {
      for (const failure of await failEverywhere(bench, bench.openSource())) {
        requireNoSecret(bench, printError(failure), 'An error');
      }
    },
  ),
  connectorCheck(
    'events_and_logs_keep_secrets',
    'credentials in events, or in log lines that the redactor was not told of',
    async (bench) => {
      const opened = bench.openSource();
      await failEverywhere(bench, opened);
      for (const stream of await bench.streams(opened))
        await bench.readFrom(stream, { report: (event) => void opened.events.push(event) });
      requireNoSecret(bench, JSON.stringify(opened.events), 'An event');
      requireNoSecret(bench, opened.redactor.redact(JSON.stringify(opened.logger.lines)), 'A log line');
    },
  ),
  connectorCheck(
    'redactor_knows_the_secrets',
    'credentials that the redactor was never told',
    async (bench) => {
      const opened = bench.openSource();
      await opened.source.check(new AbortController().signal);
      requireNoSecret(
        bench,
        opened.redactor.redact(bench.vendor.secrets.join('\n')),
        'A text that went through the redactor',
      );
    },
  ),
  connectorCheck(
    'check_explains_a_refusal',
    'a wrong credential that is reported as anything else, or without a remedy',
    async (bench) => {
      bench.vendor.inject({ kind: 'status', status: 401 }, FOR_GOOD);
      const { source } = bench.openSource();
      const failure: unknown = await source.check(new AbortController().signal).then(
        () => undefined,
        (error: unknown) => error,
      );
      const error = requireEtlError(failure, 'A refused credential');
      requireThat(
        error.kind === 'config',
        () => `A refused credential came out as ${error.kind}, not as config.`,
      );
      requireThat(
        (error.remedy ?? '').length > 0,
        () => `A refused credential has no remedy: ${error.message}`,
      );
    },
  ),
  connectorCheck(
    'check_explains_an_outage',
    'an unreachable vendor that is reported as a mistake of the user',
    async (bench) => {
      bench.vendor.inject({ kind: 'reset' }, FOR_GOOD);
      const { source } = bench.openSource();
      const failure: unknown = await source.check(new AbortController().signal).then(
        () => undefined,
        (error: unknown) => error,
      );
      const { kind } = requireEtlError(failure, 'An unreachable vendor');
      requireThat(kind === 'transient', () => `An unreachable vendor came out as ${kind}, not as transient.`);
    },
  ),
];
