export { canonicalJson, jsonEquals } from './canonical-json.js';
export { createIdentifier, type RecordIdentity } from './create-identifier.js';
export { normaliseDecimal, sameDecimal } from './decimal.js';
export { isRawNumber, parseJson, stringifyJson } from './parse-json.js';
export { prepareRecord, type PreparedRecord } from './prepare-record.js';
export { readPath } from './read-path.js';
export { splitPage, type PageSplit } from './split-page.js';
export type { TranslationNote } from './translate-record.js';
export { wrapRecord } from './wrap-record.js';
