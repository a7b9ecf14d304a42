export { type CsvOptions, CsvProblem, readCsv, type CsvRow } from './read-csv.js';
