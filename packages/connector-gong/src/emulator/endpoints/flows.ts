import { Refusal } from '@etl/emulator-kit';
import { readMember, readPart } from '../data/record-list.js';
import type { GongContext, GongEndpoint } from '../gong-endpoint.js';
import { respondWithPage } from '../paging/respond-with-page.js';
import { requireParameter } from './child-list-endpoint.js';

/** Lists a user's own flows and the company's; an address of nobody is an error. */
export const flowsEndpoint: GongEndpoint = {
  method: 'GET',
  path: '/v2/flows',
  scopes: ['api:flows:read'],
  respond: (request, context) => {
    const email = requireParameter(request, 'flowOwnerEmail');
    requireUser(context, email);
    const workspaceId = request.query.get('workspaceId');
    const items = context.data.lists.flows
      .all()
      .filter((text) => (readMember(text, 'flowOwnerEmail') ?? email) === email)
      .map((text) => readPart(text, 'flow') ?? 'null')
      .filter((flow) => isInWorkspace(flow, workspaceId));
    return respondWithPage(request, context, {
      key: 'flows',
      items,
      total: items.length,
      textOf: (flow) => flow,
    });
  },
};

function requireUser({ data }: GongContext, email: string): void {
  const users = [...data.users.all()];
  if (users.some(({ text }) => readMember(text, 'emailAddress') === email)) return;
  throw new Refusal(404, `User with email ${email} was not found`);
}

function isInWorkspace(flow: string, workspaceId: string | null): boolean {
  return workspaceId === null || (readMember(flow, 'workspaceId') ?? workspaceId) === workspaceId;
}
