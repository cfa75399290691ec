import type { Table } from '@etl/core';
import { field } from './field.js';

/** Table `pipelines`. */
export const pipelinesTable: Table = {
  name: 'pipelines',
  description: 'One row per pipeline.',
  primaryKey: ['object_type', 'id'],
  fields: [
    field('object_type', 'string', 'object_type', 'Table of the records that run through it.'),
    field('id', 'string', 'pipeline.id', 'Identifies the pipeline among those of its kind of record.'),
    field('label', 'string', 'pipeline.label', 'Name.'),
    field('display_order', 'integer', 'pipeline.displayOrder', 'Place among the pipelines.'),
    field('archived', 'boolean', 'pipeline.archived', 'Whether it is archived.'),
    field(
      'created_at',
      'timestamp',
      'pipeline.createdAt',
      'When it was created; 1970 for those HubSpot brings.',
    ),
    field('updated_at', 'timestamp', 'pipeline.updatedAt', 'When it was changed last.'),
  ],
};

/** Table `pipeline_stages`. */
export const pipelineStagesTable: Table = {
  name: 'pipeline_stages',
  description: 'One row per stage of a pipeline.',
  primaryKey: ['object_type', 'pipeline_id', 'id'],
  fields: [
    field('object_type', 'string', 'object_type', 'Table of the records that stand in it.'),
    field('pipeline_id', 'string', 'pipeline_id', 'The pipeline; pipelines.id.'),
    field('id', 'string', 'stage.id', 'Identifies the stage within its pipeline.'),
    field('label', 'string', 'stage.label', 'Name.'),
    field('display_order', 'integer', 'stage.displayOrder', 'Place within the pipeline.'),
    field('probability', 'number', 'stage.metadata.probability', 'Of winning, 0 to 1; deals only.'),
    field('is_closed', 'boolean', 'stage.metadata.isClosed', 'Whether records in it are done.'),
    field('ticket_state', 'string', 'stage.metadata.ticketState', 'OPEN or CLOSED; tickets only.'),
    field('metadata', 'json', 'stage.metadata', 'Everything HubSpot says of the stage.'),
    field('archived', 'boolean', 'stage.archived', 'Whether it is archived.'),
    field('created_at', 'timestamp', 'stage.createdAt', 'When it was created.'),
    field('updated_at', 'timestamp', 'stage.updatedAt', 'When it was changed last.'),
  ],
};
