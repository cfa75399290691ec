import { ConfigError, DeferredError, FatalError, LeaseHeldError, type StreamReceipt } from '@etl/core';
import { describe, expect, it } from 'vitest';
import { exitCodeOfError, exitCodeOfRun } from './exit-code.js';

function receipt(outcome: StreamReceipt['outcome'], problem: Partial<StreamReceipt['problem']> = {}): any {
  return { outcome, problem: { kind: 'fatal', code: 'any', message: '', ...problem } };
}

function exitOf(receipts: any[], models: any[] = []): number {
  return exitCodeOfRun({ runId: '', receipts, models });
}

describe('the exit code of a run', () => {
  it.each([
    ['nothing to do', [], 0],
    ['proved and skipped', [receipt('proved'), receipt('skipped')], 0],
    ['failed', [receipt('proved'), receipt('failed')], 1],
    ['unproven', [receipt('unproven')], 1],
    ['a configuration that only showed while running', [receipt('failed', { kind: 'config' })], 2],
    ['a lease of another run', [receipt('failed', { code: 'lease_held' })], 3],
    ['deferred', [receipt('deferred')], 4],
    ['interrupted', [receipt('interrupted')], 130],
  ])('%s', (_, receipts, code) => {
    expect(exitOf(receipts)).toBe(code);
  });

  it('tells the most pressing of several', () => {
    const held = receipt('failed', { code: 'lease_held' });
    const config = receipt('failed', { kind: 'config' });
    expect(exitOf([receipt('deferred'), held])).toBe(3);
    expect(exitOf([held, config])).toBe(2);
    expect(exitOf([config, receipt('failed')])).toBe(1);
    expect(exitOf([receipt('failed'), receipt('interrupted')])).toBe(130);
  });

  it('counts a failed model as a failure', () => {
    expect(exitOf([receipt('proved')], [{ transformer: 'm', tables: [], problem: {} }])).toBe(1);
    expect(exitOf([receipt('proved')], [{ transformer: 'm', tables: [] }])).toBe(0);
  });

  it('tells of a model, as of a stream, that another run holds it, or that the configuration is wrong', () => {
    const model = (problem: object) => ({ transformer: 'm', tables: [], problem });
    expect(exitOf([receipt('proved')], [model({ kind: 'fatal', code: 'lease_held' })])).toBe(3);
    expect(exitOf([receipt('proved')], [model({ kind: 'config', code: 'source_not_configured' })])).toBe(2);
  });
});

describe('the exit code of an error', () => {
  it.each([
    [new ConfigError({ code: 'c', message: '' }), 2],
    [new LeaseHeldError({ message: '' }), 3],
    [new DeferredError({ code: 'd', message: '', resumeAt: 0 }), 4],
    [new FatalError({ code: 'f', message: '' }), 1],
    [new TypeError('of nobody'), 1],
    ['thrown text', 1],
  ])('%s', (error, code) => {
    expect(exitCodeOfError(error)).toBe(code);
  });
});
