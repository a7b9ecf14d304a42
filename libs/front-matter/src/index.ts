export { FrontMatterProblem, readFrontMatter } from './front-matter.js';
