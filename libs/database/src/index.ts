export { DATABASE, notify, type Database, type Transaction } from './database.js';
export { Prisma } from './generated/client.js';
export { openPglite } from './pglite.js';
