import type { Employee } from '@etl/emulator-kit';
import type { Item } from '../collections/collection.js';
import { formatInstant } from '../objects/read-property.js';

/** An employee as an owner; those who left are archived and have lost their user. */
export function buildOwner(employee: Employee, index: number): Item {
  const userId = 9_000_000 + index;
  return {
    id: employee.ids.hubspot,
    email: employee.email,
    type: 'PERSON',
    firstName: employee.firstName,
    lastName: employee.lastName,
    userId: employee.active ? userId : null,
    userIdIncludingInactive: userId,
    createdAt: formatInstant(employee.createdAt),
    updatedAt: formatInstant(employee.createdAt),
    archived: !employee.active,
    ...(index % 3 === 0 && { teams: [{ id: '178588', name: 'Sales', primary: true }] }),
  };
}

type Stage = readonly [id: string, label: string, metadata: Readonly<Record<string, string>>];

const DEAL_STAGES: readonly Stage[] = [
  ['appointmentscheduled', 'Appointment Scheduled', { isClosed: 'false', probability: '0.2' }],
  ['qualifiedtobuy', 'Qualified To Buy', { isClosed: 'false', probability: '0.4' }],
  ['presentationscheduled', 'Presentation Scheduled', { isClosed: 'false', probability: '0.6' }],
  ['decisionmakerboughtin', 'Decision Maker Bought-In', { isClosed: 'false', probability: '0.8' }],
  ['contractsent', 'Contract Sent', { isClosed: 'false', probability: '0.9' }],
  ['closedwon', 'Closed Won', { isClosed: 'true', probability: '1.0' }],
  ['closedlost', 'Closed Lost', { isClosed: 'true', probability: '0.0' }],
];

const TICKET_STAGES: readonly Stage[] = [
  ['1', 'New', { isClosed: 'false', ticketState: 'OPEN' }],
  ['2', 'Waiting on contact', { isClosed: 'false', ticketState: 'OPEN' }],
  ['4', 'Closed', { isClosed: 'true', ticketState: 'CLOSED' }],
];

const LEAD_STAGES: readonly Stage[] = [
  ['new-stage-id', 'New', { leadState: 'NEW' }],
  ['qualified-stage-id', 'Qualified', { leadState: 'QUALIFIED' }],
];

/** The pipelines an account starts with: made at the epoch, says HubSpot. */
export function buildPipelines(): Record<string, Item[]> {
  return {
    deals: [buildPipeline('default', 'Sales Pipeline', DEAL_STAGES)],
    tickets: [buildPipeline('0', 'Support Pipeline', TICKET_STAGES)],
    leads: [buildPipeline('lead-pipeline-id', 'Lead pipeline', LEAD_STAGES)],
  };
}

function buildPipeline(id: string, label: string, stages: readonly Stage[]): Item {
  const times = { createdAt: formatInstant(0), updatedAt: formatInstant(0) };
  return {
    id,
    label,
    displayOrder: 0,
    ...times,
    archived: false,
    stages: stages.map(([stageId, stageLabel, metadata], displayOrder) => ({
      id: stageId,
      label: stageLabel,
      displayOrder,
      metadata,
      ...times,
      archived: false,
      writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
    })),
  };
}
