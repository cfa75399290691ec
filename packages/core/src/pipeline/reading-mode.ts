import type { Session, StreamKey, Writer } from '../contracts/destination.js';
import type { StreamReceipt } from '../contracts/receipt.js';
import type { StreamState } from '../contracts/state.js';
import type { PlanRequest } from '../contracts/stream.js';
import { withoutBackfills } from '../state/backfill-state.js';

/** In what a run that goes on from the state differs from one that reads again. */
export interface ReadingMode {
  /** The right that the run takes. */
  leaseOf(stream: StreamKey): StreamKey;
  /** What of the committed state the stream is shown. */
  view(state: StreamState): StreamState;
  /** Where the stream is read, if not where the run says. */
  readonly range?: Pick<PlanRequest, 'since' | 'until'>;
  wrap(writer: Writer): Writer;
  /** Called when everything was read and committed. */
  finish(session: Session, stream: StreamKey): Promise<void>;
  /** What the receipt tells of it. */
  readonly mark: Pick<StreamReceipt, 'backfill'>;
}

/** An ordinary run: reads what the state does not cover. */
export const INCREMENT: ReadingMode = {
  leaseOf: (stream) => stream,
  view: withoutBackfills,
  wrap: (writer) => writer,
  finish: () => Promise.resolve(),
  mark: {},
};
