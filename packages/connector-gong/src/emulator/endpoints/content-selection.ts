import { Refusal } from '@etl/emulator-kit';
import type { InputObject } from '../paging/request-input.js';
import { readObject } from '../paging/request-input.js';

/** Which parts of calls were asked for. */
export interface ContentSelection {
  readonly context: 'None' | 'Basic' | 'Extended';
  /** `Now`, `TimeOfCall`. */
  readonly timings: ReadonlySet<string>;
  readonly parties: boolean;
  /** Parts of `content`, by their names in the request. */
  readonly content: ReadonlySet<string>;
  /** Parts of `interaction`, by their names in the request. */
  readonly interaction: ReadonlySet<string>;
  readonly publicComments: boolean;
  readonly media: boolean;
}

/** Without a selector only `metaData` is sent. @throws Refusal 400 when the selector cannot be used. */
export function readContentSelection(body: InputObject): ContentSelection {
  const selector = readObject(body, 'contentSelector') ?? {};
  const exposed = readObject(selector, 'exposedFields') ?? {};
  const context = readContextLevel(selector.context);
  return {
    context,
    timings: readTimings(selector.contextTiming, context),
    parties: exposed.parties === true,
    content: readFlags(exposed, 'content'),
    interaction: readFlags(exposed, 'interaction'),
    publicComments: readFlags(exposed, 'collaboration').has('publicComments'),
    media: exposed.media === true,
  };
}

function readFlags(exposed: InputObject, key: string): ReadonlySet<string> {
  const flags = Object.entries(readObject(exposed, key) ?? {});
  return new Set(flags.filter(([, asked]) => asked === true).map(([name]) => name));
}

function readContextLevel(level: unknown): ContentSelection['context'] {
  if (level === undefined || level === null) return 'None';
  if (level === 'None' || level === 'Basic' || level === 'Extended') return level;
  throw new Refusal(400, 'contentSelector.context: must be None, Basic or Extended');
}

function readTimings(timing: unknown, context: ContentSelection['context']): ReadonlySet<string> {
  if (timing === undefined || timing === null) return new Set(['Now']);
  if (!Array.isArray(timing) || !timing.every((name) => name === 'Now' || name === 'TimeOfCall')) {
    throw new Refusal(400, 'contentSelector.contextTiming: must be an array of Now and TimeOfCall');
  }
  if (context !== 'Extended') {
    throw new Refusal(400, 'contentSelector.contextTiming: is allowed only when context is Extended');
  }
  return new Set(timing as string[]);
}
