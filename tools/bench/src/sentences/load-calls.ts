/** Loads calls and their transcripts into a database. Arguments: database file, calls, revision of the calls. */
import { reportUse } from '../loading/report-use.ts';
import { buildCall, buildTranscript } from './gong-records.ts';
import { Warehouse } from './warehouse.ts';

const [path = '', calls = '', revision = '0'] = process.argv.slice(2);
const started = performance.now();
const warehouse = await Warehouse.open(path);
await warehouse.load('calls', Number(calls), (number) => buildCall(number, Number(revision)));
if (revision === '0') await warehouse.load('transcripts', Number(calls), buildTranscript);
await warehouse.close();
reportUse(started);
