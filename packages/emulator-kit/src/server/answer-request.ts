import type { FaultPlan, Misfortune } from '../faults/fault-plan.js';
import type { StatusFault } from '../faults/fault.js';
import type { EmulatorRequest, EmulatorResponse } from './exchange.js';
import { jsonResponse } from './exchange.js';
import type { buildRouteFinder } from './find-route.js';
import { Refusal } from './refusal.js';

/** How a vendor words an error. */
export type RenderError = (refusal: Refusal, request: EmulatorRequest) => EmulatorResponse;

/** Runs before every route; throws `Refusal` to turn a request away (credentials, scopes, rate limits). */
export type Admit = (request: EmulatorRequest) => void | Promise<void>;

/** What is needed to answer. */
export interface Answering {
  readonly findRoute: ReturnType<typeof buildRouteFinder>;
  readonly admit: Admit;
  readonly renderError: RenderError;
}

/** An answer and what befalls it on the way. */
export interface Answer {
  readonly response: EmulatorResponse;
  readonly misfortune: Misfortune;
}

/** Finds out what to answer; whatever fails becomes an answer too. */
export async function answerRequest(
  request: EmulatorRequest,
  faults: FaultPlan,
  answering: Answering,
): Promise<Answer> {
  const misfortune = faults.take(request);
  const renderFailure = (reason: unknown): EmulatorResponse =>
    answering.renderError(toRefusal(reason), request);
  const response = await respond(request, misfortune, answering)
    .catch(renderFailure)
    .then((answered) => misfortune.rewrite?.rewrite(answered) ?? answered)
    .catch(renderFailure);
  return { response, misfortune };
}

/** The plain error shape of an emulator that has none of its own. */
export const renderPlainError: RenderError = (refusal) => ({
  ...jsonResponse(refusal.status, JSON.stringify({ error: refusal.message })),
  headers: { 'content-type': 'application/json', ...refusal.headers },
});

async function respond(
  request: EmulatorRequest,
  misfortune: Misfortune,
  answering: Answering,
): Promise<EmulatorResponse> {
  for (const hook of misfortune.hooks) await hook.run(request);
  if (misfortune.status) return renderStatusFault(misfortune.status, request, answering.renderError);
  const found = answering.findRoute(request.method, request.path);
  if (found === undefined) throw new Refusal(404, `No such endpoint: ${request.path}`);
  if (found === 'wrong-method') throw new Refusal(405, `${request.method} is not allowed on ${request.path}`);
  await answering.admit(request);
  const { route, parameters } = found;
  return route.handle({
    ...request,
    parameters,
    ...(misfortune.page && { pageFault: misfortune.page }),
  });
}

function renderStatusFault(
  fault: StatusFault,
  request: EmulatorRequest,
  renderError: RenderError,
): EmulatorResponse {
  if (fault.body === undefined) {
    return renderError(new Refusal(fault.status, `Injected fault: ${fault.status}`, fault.headers), request);
  }
  return { status: fault.status, body: fault.body, ...(fault.headers && { headers: fault.headers }) };
}

function toRefusal(reason: unknown): Refusal {
  if (reason instanceof Refusal) return reason;
  return new Refusal(
    500,
    `The emulator failed: ${reason instanceof Error ? reason.message : String(reason)}`,
  );
}
