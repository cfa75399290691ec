/** A controller that aborts with its parent, until it is released. */
export interface ChildAbort {
  readonly controller: AbortController;
  /** Lets go of the parent, which may live much longer. */
  readonly release: () => void;
}

export function childAbort(parent: AbortSignal): ChildAbort {
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort(parent.reason);
  };
  if (parent.aborted) abort();
  parent.addEventListener('abort', abort, { once: true });
  return {
    controller,
    release: () => {
      parent.removeEventListener('abort', abort);
    },
  };
}
