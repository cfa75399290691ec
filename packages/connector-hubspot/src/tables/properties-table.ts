import type { Table } from '@etl/core';
import { field } from './field.js';

/** Table `properties`. */
export const propertiesTable: Table = {
  name: 'properties',
  description: 'One row per property of a kind of record: what its columns mean.',
  primaryKey: ['object_type', 'name'],
  fields: [
    field('object_type', 'string', 'object_type', 'Table of the records that have it.'),
    field('name', 'string', 'property.name', 'Name of the property.'),
    field('label', 'string', 'property.label', 'Name that people see.'),
    field('description', 'string', 'property.description', 'What it is for.'),
    field('group_name', 'string', 'property.groupName', 'Group it is shown in.'),
    field('type', 'string', 'property.type', 'Type of its values, e.g. enumeration.'),
    field('field_type', 'string', 'property.fieldType', 'How it is entered, e.g. checkbox.'),
    field('options', 'json', 'property.options', 'Values it can have, with their labels.'),
    field('calculated', 'boolean', 'property.calculated', 'Whether HubSpot works it out.'),
    field('calculation_formula', 'string', 'property.calculationFormula', 'How it is worked out.'),
    field(
      'external_options',
      'boolean',
      'property.externalOptions',
      'Whether its values come from elsewhere, e.g. users.',
    ),
    field('has_unique_value', 'boolean', 'property.hasUniqueValue', 'Whether no two records share a value.'),
    field('hidden', 'boolean', 'property.hidden', 'Whether it is hidden.'),
    field('hubspot_defined', 'boolean', 'property.hubspotDefined', 'Whether every account has it.'),
    field('form_field', 'boolean', 'property.formField', 'Whether forms can have it.'),
    field(
      'referenced_object_type',
      'string',
      'property.referencedObjectType',
      'Kind of record its values name.',
    ),
    field('data_sensitivity', 'string', 'property.dataSensitivity', 'Whether its values are sensitive.'),
    field('display_order', 'integer', 'property.displayOrder', 'Place within the group.'),
    field('created_at', 'timestamp', 'property.createdAt', 'When it was created.'),
    field('updated_at', 'timestamp', 'property.updatedAt', 'When it was changed last.'),
  ],
};
