import { toyDriver } from '../__fixtures__/toy-driver.js';
import { connectorConformance } from './connector-conformance.js';

connectorConformance(toyDriver());
