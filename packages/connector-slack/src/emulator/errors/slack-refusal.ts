import { Refusal } from '@etl/emulator-kit';
import type { JsonObject } from '../workspace/json-object.js';

/** Thrown to refuse as Slack does: HTTP 200, `ok: false` and a word for what is wrong. */
export class SlackRefusal extends Refusal {
  /** Members of the answer beside `ok` and `error`. */
  readonly details: JsonObject;

  constructor(error: string, details: JsonObject = {}) {
    super(200, error);
    this.details = details;
  }
}
