import { memoryDriver } from '../__fixtures__/memory-driver.js';
import { destinationConformance } from './destination-conformance.js';

destinationConformance(memoryDriver());
