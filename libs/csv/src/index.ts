export { CsvProblem, readCsv, type CsvRow } from './read-csv.js';
