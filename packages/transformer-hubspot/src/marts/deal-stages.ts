import {
  column,
  field,
  selectFields,
  withParts,
  type Model,
  type ModelContext,
  type Places,
} from '@etl/sql/models';

/** Stages of the pipelines of deals, and what it means to stand in one. */
export function dealStages(places: Places): Model {
  const loaded = { schema: places.raw, kind: 'loaded' } as const;
  return {
    schema: places.marts,
    name: 'deal_stages',
    description: 'One row per stage of a pipeline of deals.',
    primaryKey: ['pipeline_id', 'stage_id'],
    unit: ['pipeline_id'],
    followedBy: ['pipeline_id', 'stage_id'],
    inputs: {
      stages: { ...loaded, name: 'pipeline_stages', unit: (row) => [row('pipeline_id')] },
      pipelines: { ...loaded, name: 'pipelines', unit: (row) => [row('id')], isOptional: true },
    },
    columns: [
      column('pipeline_id', 'string', 'Identifies the pipeline.'),
      column('stage_id', 'string', 'Identifies the stage within its pipeline.'),
      column('pipeline', 'string', 'Name of the pipeline; NULL where pipelines are not loaded.'),
      column('stage', 'string', 'Name of the stage.'),
      column('stage_order', 'integer', 'Place within the pipeline.'),
      column('probability', 'number', 'Probability of winning in this stage, 0 to 1.'),
      column(
        'is_closed',
        'boolean',
        'Whether deals in it are decided: what HubSpot says, else whether the probability is 0 or 1.',
      ),
      column(
        'is_won',
        'boolean',
        'Whether deals in it are won: of a closed stage TRUE for probability 1, FALSE for 0, else NULL.',
      ),
      column('is_archived', 'boolean', 'Whether the stage is archived.'),
    ],
    select: selectStages,
  };
}

function selectStages({ dialect, rows, has }: ModelContext): string {
  const record = { dialect, keep: ['pipeline_id'], json: 'record' };
  const pipelines = has('pipelines')
    ? selectFields({
        ...record,
        from: `${rows('pipelines')} AS pipelines`,
        fields: [
          field('object_type', 'string', 'object_type'),
          field('pipeline', 'string', 'pipeline.label'),
        ],
      })
    : `SELECT NULL AS pipeline_id, NULL AS object_type, CAST(NULL AS ${dialect.columnTypes.string}) AS pipeline`;
  return withParts(
    {
      stages: selectFields({
        ...record,
        from: `${rows('stages')} AS stages`,
        fields: [
          field('object_type', 'string', 'object_type'),
          field('stage_id', 'string', 'stage.id'),
          field('stage', 'string', 'stage.label'),
          field('stage_order', 'integer', 'stage.displayOrder'),
          field('probability', 'number', 'stage.metadata.probability'),
          field('told_closed', 'boolean', 'stage.metadata.isClosed'),
          field('is_archived', 'boolean', 'stage.archived'),
        ],
      }),
      pipelines,
      decided: 'SELECT *, coalesce(told_closed, probability IN (0, 1)) AS is_closed FROM stages',
    },
    [
      'SELECT s.*, p.pipeline,',
      'CASE WHEN s.is_closed AND s.probability = 1 THEN TRUE WHEN s.is_closed AND s.probability = 0 THEN FALSE END AS is_won',
      "FROM decided AS s LEFT JOIN pipelines AS p ON p.pipeline_id = s.pipeline_id AND p.object_type = 'deals'",
      "WHERE s.object_type = 'deals' AND s.stage_id IS NOT NULL",
    ].join('\n'),
  );
}
