export { GatewayModule } from './app.module.js';
export type { GatewayOptions } from './options.js';
export { TicketReader } from './tickets/ticket-reader.js';
