import { describe, expect, it } from 'vitest';
import { instantOfTs, sentAt, tsBefore, tsOfInstant } from './message-ts.js';
import { wrapMessage } from './wrap-message.js';

const PLACE = { channelId: 'C1', placement: 'channel' } as const;

describe('wrapMessage', () => {
  it('keeps the text of message, reactions and files as they came', () => {
    const text =
      '{ "ts": "1700000000.000100", "text": "\\u00e9", "n": 1.0, "reactions": [ {"name":"a", "count":1.0} ], "files": [{"id":"F1"},{"id":"F2"}] }';
    const { message, reactions, files, ts, rootTs } = wrapMessage({ text }, PLACE);
    const place =
      '"channel_id":"C1","ts":"1700000000.000100","root_ts":"1700000000.000100","placement":"channel","sent_at":"2023-11-14T22:13:20.000100Z"';
    expect(message.text).toBe(`{${place},"message":${text}}`);
    expect(reactions.map((record) => record.text)).toEqual([
      `{${place},"reaction":{"name":"a", "count":1.0}}`,
    ]);
    expect(files.map((record) => record.text)).toEqual([
      `{${place},"file":{"id":"F1"}}`,
      `{${place},"file":{"id":"F2"}}`,
    ]);
    expect({ ts, rootTs }).toEqual({ ts: '1700000000.000100', rootTs: '1700000000.000100' });
  });

  it('tells what the walk goes on by', () => {
    const text =
      '{"ts":"1700000009.000000","thread_ts":"1700000000.000100","subtype":"thread_broadcast","reply_count":3,"latest_reply":"1700000010.000000"}';
    expect(wrapMessage({ text }, { channelId: 'C1', placement: 'thread' })).toMatchObject({
      rootTs: '1700000000.000100',
      subtype: 'thread_broadcast',
      replyCount: 3,
      latestReply: '1700000010.000000',
    });
  });

  it.each([
    ['thread', '{"ts":"1700000009.000000","thread_ts":"1700000000.000100"}'],
    ['channel', '{"ts":"1700000009.000000","thread_ts":"1700000000.000100","subtype":"thread_broadcast"}'],
    ['channel', '{"ts":"1700000000.000100","thread_ts":"1700000000.000100"}'],
    ['channel', '{"ts":"1700000000.000100"}'],
  ])('takes the placement %s from the message where nothing else tells it', (placement, text) => {
    const wrapped = wrapMessage({ text }, { channelId: 'C1' });
    expect(wrapped.placement).toBe(placement);
    expect(wrapped.message.text).toContain(`"placement":"${placement}"`);
  });

  it.each(['{"text":"no ts"}', '{"ts":1700000000.0001}', '{"ts":null}', '[1]', '"text"', '{broken'])(
    'gives %s no key, so that it becomes a dead letter',
    (text) => {
      const { message, ts, rootTs } = wrapMessage({ text }, PLACE);
      expect(message.text).toBe(`{"channel_id":"C1","placement":"channel","message":${text}}`);
      expect([ts, rootTs]).toEqual([undefined, undefined]);
    },
  );
});

describe('ts', () => {
  it('is read to the microsecond and written for the first of a millisecond', () => {
    expect(sentAt('1700000000.123456')).toBe('2023-11-14T22:13:20.123456Z');
    expect(sentAt('1700000000')).toBeUndefined();
    expect(instantOfTs('1700000000.123999')).toBe(1_700_000_000_123);
    expect(instantOfTs('x')).toBeUndefined();
    expect(tsOfInstant(1_700_000_000_123)).toBe('1700000000.123000');
    expect(tsOfInstant(Date.parse('1990-01-01T00:00:00Z'))).toBe('0631152000.000000');
  });

  it('has one before it, also across a second', () => {
    expect(tsBefore('1700000000.000000')).toBe('1699999999.999999');
    expect(tsBefore('1700000000.000001')).toBe('1700000000.000000');
  });
});
