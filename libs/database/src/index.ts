export { DATABASE, notify, type Database, type PrismaTransaction, type Sql, sqlOf } from './database.js';
export { Prisma } from './generated/client.js';
export type { Space } from './engine/free-space.js';
export { StoreRefused } from './folder/store-refused.js';
export { newestFirst, type Page } from './newest-first.js';
export { openPglite } from './pglite.js';
