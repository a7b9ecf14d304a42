export { automaticSignal, type MailHeaders } from './automatic.js';
export { cutWithMark, type Omission, readMail, type SentText, type TextRead } from './read-mail.js';
export { reduceText } from './reduce-text.js';
