import { boot } from '@driftdesk/platform';
import { standalone } from './app.module.js';

await boot(standalone);
