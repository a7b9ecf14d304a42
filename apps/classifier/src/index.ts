export { ClassifierModule } from './app.module.js';
