import { jsonResponse } from '@etl/emulator-kit';
import { HubspotRefusal, invalidInput, notFound } from '../errors/hubspot-refusal.js';
import type { HubspotEndpoint } from '../hubspot-endpoint.js';
import { readFlag, readLimit, readNames } from '../input/read-query.js';
import { cutCollection } from './cut-collection.js';
import { pathPart } from './requested.js';

const SCOPES = ['forms'];
const FORM_TYPES = ['hubspot', 'captured', 'flow', 'blog_comment'];

/** Forms; of the four types only HubSpot's own unless others are named. */
export const formsEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/marketing/v3/forms', '/marketing/forms/{version}'],
  scopes: () => SCOPES,
  respond: (request, { collections }) => {
    const archived = readFlag(request, 'archived');
    const named = readNames(request, 'formTypes');
    const types = named.length > 0 ? named : ['hubspot'];
    const unknown = types.find((type) => !FORM_TYPES.includes(type));
    if (unknown !== undefined) throw invalidInput(`Invalid formTypes: ${unknown}`);
    const forms = collections.forms
      .all()
      .filter((form) => types.includes(String(form.formType)) && (form.archived === true) === archived);
    return jsonResponse(200, JSON.stringify(cutCollection(request, forms, readLimit(request, 20, 500))));
  },
};

/** What was sent in through a form, the newest first. */
export const formSubmissionsEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/form-integrations/v1/submissions/forms/{formId}'],
  scopes: () => SCOPES,
  respond: (request, { collections }) => {
    const id = pathPart(request, 'formId');
    const form = collections.forms.find(id);
    if (form === undefined) throw notFound(`Form ${id} does not exist`);
    if (form.formType === 'blog_comment') {
      throw new HubspotRefusal(400, 'Submissions of this type of form cannot be read.', {
        errors: [{ message: 'Form type not allowed', errorType: 'FORM_TYPE_NOT_ALLOWED' }],
      });
    }
    const newestFirst = collections
      .submissions(id)
      .all()
      .toSorted((left, right) => Number(right.submittedAt) - Number(left.submittedAt));
    return jsonResponse(200, JSON.stringify(cutCollection(request, newestFirst, readLimit(request, 20, 50))));
  },
};
