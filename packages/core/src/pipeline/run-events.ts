import type { RunEvent } from '../contracts/events.js';

export type RunEventListener = (event: RunEvent) => void;

/** Distributes over the union, so that each event type keeps its own fields. */
type Without<Event, Keys extends PropertyKey> = Event extends unknown ? Omit<Event, Keys> : never;

/** A run event before time and run are added. */
export type NewRunEvent = Without<RunEvent, 'at' | 'runId'>;

type StreamEvent = Extract<RunEvent, { readonly source: string }>;

/** Emits an event about one stream; who it is about is added. */
export type EmitStreamEvent = (event: Without<StreamEvent, 'at' | 'runId' | 'source' | 'stream'>) => void;
