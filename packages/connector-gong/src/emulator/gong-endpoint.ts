import type { EmulatorRequest, EmulatorResponse } from '@etl/emulator-kit';
import type { Principal } from './access/principal.js';
import type { MediaSigner } from './endpoints/media-signer.js';
import type { Dataset } from './data/dataset.js';

/** The order a list is paged in. */
export type CallOrder = 'oldest-first' | 'newest-first' | 'shuffled';

/** What every endpoint can use. */
export interface GongContext {
  readonly data: Dataset;
  /** IANA name of the zone whose dates statistics and reviews are asked for by. */
  readonly timeZone: string;
  readonly pageSize: number;
  readonly callOrder: CallOrder;
  readonly hasManualAssociations: boolean;
  readonly cursorSecret: string;
  readonly media: MediaSigner;
  readonly nextRequestId: () => string;
}

/** One endpoint of the API: a file of its own in `endpoints/`, listed in `endpoints/every-endpoint.ts`. */
export interface GongEndpoint {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** OAuth scopes the caller must have. */
  readonly scopes: readonly string[];
  /** May throw `Refusal`. */
  respond(request: EmulatorRequest, context: GongContext, principal: Principal): EmulatorResponse;
}
