import { Refusal } from '@etl/emulator-kit';

/** The members of HubSpot's error envelope beside status, message and correlationId; all may be missing. */
export interface ErrorDetails {
  readonly category?: string;
  readonly subCategory?: string;
  readonly errorType?: string;
  readonly policyName?: string;
  readonly errors?: readonly object[];
  readonly context?: object;
  readonly links?: object;
}

/** A refusal with HubSpot's details. */
export class HubspotRefusal extends Refusal {
  readonly details: ErrorDetails;

  constructor(
    status: number,
    message: string,
    details: ErrorDetails = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(status, message, headers);
    this.details = details;
  }
}

/** 400 as every wrong request gets it. */
export function invalidInput(message: string, errors?: readonly object[]): HubspotRefusal {
  return new HubspotRefusal(400, message, { category: 'VALIDATION_ERROR', ...(errors && { errors }) });
}

/** 404 as every unknown thing gets it. */
export function notFound(message: string): HubspotRefusal {
  return new HubspotRefusal(404, message, { category: 'OBJECT_NOT_FOUND' });
}
