import { canonical } from './canonical.js';

/** What people say around an answer, by language: it states nothing, so nothing has to support it. */
const phrases: Readonly<Record<string, string>> = {
  en: `
hello | hi | hi there | hello there | dear | dear user | dear colleague | dear customer | good morning | good afternoon | good evening
thank you | thanks | many thanks | thank you for your message | thanks for your message | thank you for contacting us | thanks for contacting us
thank you for contacting the service desk | thanks for reaching out | thank you for reaching out | thank you for your ticket | thank you for your patience
i hope this helps | hope this helps | i hope that helps | hope that helps | this should help | that should help | i hope this solves your problem
let me know if this helps | let us know if this helps | please let us know if this helps | let us know whether this helps
please let us know if you need anything else | let us know if you need anything else | let me know if you need anything else
please let us know if you have any questions | let us know if you have any further questions | let me know if you have any questions
if you have any questions please let us know | if you have further questions please let us know | feel free to ask if you have any questions
please let us know if the problem persists | let us know if the problem persists | if the problem persists please let us know
if this does not help please let us know | please reply if this does not help | just reply to this message if you need more help
sorry for the inconvenience | we apologize for the inconvenience | we apologise for the inconvenience | sorry to hear that | sorry about that | i am sorry to hear that
please try the following | please try the following steps | try the following | try the following steps | try these steps | please try these steps
please follow these steps | follow these steps | please follow the steps below | you can try the following | here is what you can do | here is how
here is what to do | here are the steps | this is what you can do | to fix this | to solve this problem | to solve the problem | to resolve this
have a nice day | have a good day | have a great day | best regards | kind regards | regards | best wishes | sincerely | yours sincerely | cheers | best
your service desk | the service desk | your it service desk | your it team | the it team | your support team`,
  fr: `
bonjour | bonsoir | madame monsieur | bonjour madame | bonjour monsieur | cher collegue | chere collegue | chers collegues | salut
merci | merci beaucoup | merci pour votre message | merci de votre message | merci de nous avoir contactes | nous vous remercions de votre message
merci d'avoir contacte le centre de services | merci de votre patience | merci de votre comprehension | merci d'avance
j'espere que cela vous aidera | nous esperons que cela vous aidera | en esperant que cela vous aide | en esperant vous avoir aide | cela devrait vous aider
n'hesitez pas | n'hesitez pas à nous recontacter | n'hesitez pas à revenir vers nous | n'hesitez pas à nous contacter | n'hesitez pas à me recontacter
n'hesitez pas à revenir vers moi | n'hesitez pas à nous recontacter si besoin | n'hesitez pas à nous ecrire | n'hesitez pas à nous recontacter si le probleme persiste
si le probleme persiste n'hesitez pas à nous recontacter | dites-nous si cela vous a aide | dites-nous si le probleme persiste | tenez-nous au courant
nous restons à votre disposition | je reste à votre disposition | nous restons à votre disposition pour toute question | restant à votre disposition
desole pour la gene occasionnee | nous sommes desoles pour la gene occasionnee | toutes nos excuses pour la gene occasionnee | desole pour ce desagrement
voici la marche à suivre | voici les étapes à suivre | voici les etapes | voici comment faire | voici ce que vous pouvez faire | voici quoi faire | veuillez suivre ces etapes
suivez ces etapes | veuillez essayer les etapes suivantes | essayez les etapes suivantes | pour resoudre ce probleme | pour resoudre le probleme
bonne journee | bonne soiree | tres bonne journee | cordialement | bien cordialement | bien à vous | sinceres salutations | salutations | meilleures salutations
votre centre de services | le centre de services | votre support informatique | l'equipe informatique | le support informatique`,
};

const known = new Set(
  Object.values(phrases).flatMap((lines) =>
    lines
      .trim()
      .split(/[|\n]/)
      .map((phrase) => canonical(phrase.trim())),
  ),
);

/** Before a name: "Hello Ada", "Bonjour Jean-Luc Martin". */
const salutation = /^(?:hello|hi|dear|good morning|good afternoon|bonjour|bonsoir|cher|chere|salut),? (.+)$/iu;

/** Whether a sentence is a greeting, a closing or a lead-in and nothing else. */
export function isCourtesy(sentence: string): boolean {
  const words = canonical(sentence)
    .replace(/[,.!?:;]/g, ' ')
    .split(/\s+/)
    .filter(Boolean)
    .join(' ');
  if (known.has(words)) return true;
  const name = salutation.exec(sentence.trim().replace(/[,!.:]$/, ''))?.[1]?.split(' ');
  return name !== undefined && name.length <= 3 && name.every((part) => /^\p{Lu}[\p{L}'’-]{0,30}$/u.test(part));
}
