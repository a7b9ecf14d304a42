import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import type { Database } from './database.js';
import { PrismaClient } from './generated/client.js';
import { migrate } from './migrate.js';

/** Longer than any batch needs; a transaction that exceeds it is a bug, not a slow disk. */
const transactionOptions = { maxWait: 30_000, timeout: 30_000 };

/**
 * Opens the embedded store in a folder (none: in memory) and brings its schema up to date.
 * PGlite has no lock of its own: the caller must hold the folder's lock.
 */
export async function openPglite(folder?: string): Promise<Database> {
  const pglite = await PGlite.create({ ...(folder === undefined ? {} : { dataDir: folder }), extensions: { vector } });
  await migrate(pglite);
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(pglite), transactionOptions });
  return {
    prisma,
    transaction: (work) => prisma.$transaction(work),
    listen: (channel, onMessage) => pglite.listen(channel, onMessage),
    async close() {
      await prisma.$disconnect();
      await pglite.close();
    },
  };
}
