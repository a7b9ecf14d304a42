import { openPglite } from '@driftdesk/database';
import { DatabaseTransport } from '@driftdesk/messaging';
import { deliverySuite } from './delivery.suite.js';

deliverySuite('the database transport on PGlite', async () => {
  const database = await openPglite();
  return {
    database,
    transport: (options) => new DatabaseTransport({ database, ...options }),
    close: () => database.close(),
  };
});
