/** Runs the transformer over a database. Argument: database file. */
import { reportUse } from '../loading/report-use.ts';
import { Warehouse } from './warehouse.ts';

const [path = ''] = process.argv.slice(2);
const warehouse = await Warehouse.open(path);
const started = performance.now();
await warehouse.transform();
await warehouse.close();
reportUse(started);
