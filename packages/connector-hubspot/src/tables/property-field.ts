import type { Field, FieldType } from '@etl/core';
import type { PropertyDefinition } from './property-definition.js';

const TYPES: Readonly<Record<string, FieldType>> = {
  bool: 'boolean',
  date: 'date',
  datetime: 'timestamp',
  number: 'number',
};

/** Numbers that name something; ids are text, always. */
const ID_NAME = /(?:^|_)(?:id|vid)$|^associatedcompanyid$|^hs_object_id$/;

const PERSONAL_NAME =
  /name$|email|phone|fax|address|zip|postal|birth|twitter|linkedin|facebook|handle|ip_|signature|(?:^|_)(?:body|text|html|content|message|note|notes|summary|transcript|description|subject|title)(?:$|_)/;
/** Names of things that are no persons. */
const NO_PERSON = /^(?:dealname|hs_pipeline|hs_createdate|hs_lastmodifieddate)$/;

/** The column of a property: HubSpot writes all values as text, and nothing as an empty one. */
export function buildPropertyField(definition: PropertyDefinition, column: string): Field {
  const { name, label } = definition;
  const type = chooseType(definition);
  return {
    name: column,
    path: ['properties', name],
    type,
    description: `HubSpot property ${name}. ${label}`.trim(),
    emptyIsNull: true,
    ...(type === 'timestamp' ? { epochMilliseconds: true } : {}),
    ...(isPersonal(definition) ? { pii: true } : {}),
  };
}

function chooseType(definition: PropertyDefinition): FieldType {
  const type = TYPES[definition.type] ?? 'string';
  if (type !== 'number') return type;
  if (ID_NAME.test(definition.name) || (definition.referencedObjectType ?? '') !== '') return 'string';
  return isMoney(definition) ? 'decimal' : 'number';
}

function isMoney({
  showCurrencySymbol,
  currencyPropertyName,
  numberDisplayHint,
}: PropertyDefinition): boolean {
  return (
    showCurrencySymbol === true || (currencyPropertyName ?? '') !== '' || numberDisplayHint === 'currency'
  );
}

function isPersonal({ name, type, fieldType }: PropertyDefinition): boolean {
  if (fieldType === 'phonenumber') return true;
  return type === 'string' && PERSONAL_NAME.test(name) && !NO_PERSON.test(name);
}
