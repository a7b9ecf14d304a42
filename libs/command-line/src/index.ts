export { type Command, runCommand } from './run-command.js';
