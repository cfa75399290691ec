/** Who may read a property. */
export type DataSensitivity = 'non_sensitive' | 'sensitive' | 'highly_sensitive';

export interface PropertyOption {
  readonly label: string;
  readonly value: string;
  readonly hidden: boolean;
  readonly displayOrder: number;
}

/** A property as the properties endpoint describes it. */
export interface PropertyDefinition {
  readonly name: string;
  readonly label: string;
  /** `string`, `number`, `date`, `datetime`, `enumeration`, `bool`, `object_coordinates`, `json`. */
  readonly type: string;
  readonly fieldType: string;
  readonly groupName: string;
  readonly description: string;
  readonly options: readonly PropertyOption[];
  readonly calculated: boolean;
  readonly externalOptions: boolean;
  readonly hasUniqueValue: boolean;
  readonly hidden: boolean;
  readonly hubspotDefined: boolean;
  readonly formField: boolean;
  readonly displayOrder: number;
  readonly dataSensitivity: DataSensitivity;
  readonly archived: boolean;
  readonly archivedAt?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What must be said of a property; the rest has defaults. */
export type PropertyInput = Pick<PropertyDefinition, 'name'> & Partial<PropertyDefinition>;

const FIELD_TYPES: Readonly<Record<string, string>> = {
  number: 'number',
  date: 'date',
  datetime: 'date',
  enumeration: 'select',
  bool: 'booleancheckbox',
};

const INTRODUCED = '2020-01-01T00:00:00.000Z';

export function defineProperty(input: PropertyInput): PropertyDefinition {
  const type = input.type ?? 'string';
  const label = input.name.replaceAll('_', ' ');
  return {
    label: `${label.charAt(0).toUpperCase()}${label.slice(1)}`,
    type,
    fieldType: FIELD_TYPES[type] ?? 'text',
    groupName: 'information',
    description: '',
    options: [],
    calculated: false,
    externalOptions: false,
    hasUniqueValue: false,
    hidden: false,
    hubspotDefined: true,
    formField: true,
    displayOrder: -1,
    dataSensitivity: 'non_sensitive',
    archived: false,
    createdAt: INTRODUCED,
    updatedAt: INTRODUCED,
    ...input,
  };
}
