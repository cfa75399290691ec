import { readAhead } from './read-ahead.js';

/**
 * Extract, transform, load, as streams: at no time is a whole result in memory. Between transform and load stands a
 * bounded channel, so that the source fetches while the destination commits, and waits when it is too far ahead.
 *
 * `load` receives everything extracted before a failure and then that failure, thrown by the iterable: what was read is
 * not lost because the next page could not be.
 */
export abstract class BasePipeline<Extracted, Transformed, Loaded> {
  /** Items the source may be ahead of the destination. */
  protected readonly channelCapacity: number = 8;

  protected abstract extract(): AsyncIterable<Extracted>;
  protected abstract transform(items: AsyncIterable<Extracted>): AsyncIterable<Transformed>;
  protected abstract load(items: AsyncIterable<Transformed>): Promise<Loaded>;

  protected flow(): Promise<Loaded> {
    return this.load(readAhead(this.transform(this.extract()), this.channelCapacity));
  }
}
