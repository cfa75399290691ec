import { modelConformance } from '@etl/testing';
import { canonicalModels } from '@etl/unified-model';
import { ANNA, fullCall, transcript, user } from './__fixtures__/records.js';
import { openWarehouse } from './__fixtures__/warehouse.js';
import { transformer } from './index.js';

modelConformance({
  plugin: transformer,
  source: 'gong',
  published: canonicalModels,
  steps: [],
  open: openWarehouse,
  records: {
    calls: [fullCall(10)],
    transcripts: [transcript(10, [ANNA, null, 'Hello.'])],
    users: [user(1)],
  },
});
