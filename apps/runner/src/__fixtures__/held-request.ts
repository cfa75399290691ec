import type { GongEmulator } from './gong.js';

/** A request that the emulator answers when it is told to. */
export interface HeldRequest {
  /** Resolves when the request has come. */
  readonly arrived: Promise<void>;
  readonly release: () => void;
}

/** Holds the `skip + 1`th request for calls from now on. */
export function holdCallsRequest(gong: GongEmulator, skip: number): HeldRequest {
  const arrived = Promise.withResolvers<undefined>();
  const released = Promise.withResolvers<undefined>();
  gong.faults.inject(
    {
      kind: 'hook',
      run: async () => {
        arrived.resolve(undefined);
        await released.promise;
      },
    },
    { path: '/v2/calls/extensive', skip },
  );
  return {
    arrived: arrived.promise,
    release: () => {
      released.resolve(undefined);
    },
  };
}
