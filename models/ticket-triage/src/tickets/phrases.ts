import type { Language } from './family.js';
import type { Tone } from './persona.js';

/** What people put around a problem. None of it says which queue or how urgent. */
export interface Phrases {
  readonly greetings: Readonly<Record<Tone, readonly string[]>>;
  readonly fillers: Readonly<Record<Tone, readonly string[]>>;
  readonly asks: Readonly<Record<Tone, readonly string[]>>;
  readonly signOffs: Readonly<Record<Tone, readonly string[]>>;
  /** Before a second, minor problem, and after it. */
  readonly asideOpeners: readonly string[];
  readonly asideClosers: readonly string[];
  readonly names: readonly string[];
}

const en: Phrases = {
  greetings: {
    polite: [
      'Hello,',
      'Hi,',
      'Hi there,',
      'Good morning,',
      'Good afternoon,',
      'Dear support team,',
      'Hello team,',
      'Dear all,',
    ],
    terse: ['Hi,', 'hi', 'Hello', 'IT,'],
    annoyed: ['Hello,', 'Hi,', 'To whom it may concern,', 'Dear IT,'],
    chatty: [
      'Hi everyone,',
      'Hello you lovely people,',
      'Hey there!',
      'Hi all, me again.',
      'Hello IT friends,',
      'Hiya,',
      'Good morning all!',
    ],
  },
  fillers: {
    polite: [
      'I hope I picked the right form.',
      'I hope you are well.',
      'Not sure whether you are the right people for this.',
      'Sorry to bother you.',
    ],
    terse: [],
    annoyed: [
      'This is not the first time that I write about this.',
      'I really do not see why this has to be so complicated.',
      'My last ticket about this was closed without a word.',
      'Honestly, I expected better.',
      'Please do not close this without an answer.',
      'I have better things to do than write tickets.',
    ],
    chatty: [
      'I am not good with computers, so bear with me.',
      'I know you hear this sort of thing all day.',
      'I asked around the office and nobody had a clue.',
      'I was told to write to you, I hope that is right.',
      'You helped me so well last time that I thought I would ask again.',
      'Maybe I am doing something silly, it would not be the first time.',
      'Sorry for the long message, I tend to do that.',
      'My nephew would probably know, but he lives far away.',
      'I hope the coffee machine on your floor works better than ours.',
      'I am never sure what to put in these forms.',
    ],
  },
  asks: {
    polite: [
      'Could you please help?',
      'Could somebody look into this?',
      'Please let me know what you need from me.',
      'Could you take care of it, please?',
      'Can you tell me how to go on?',
      'I would be grateful for your help.',
      'What would you suggest?',
    ],
    terse: ['Pls help.', 'Please advise.', 'Please sort.', 'Help?', 'Can you look?', 'What now?'],
    annoyed: [
      'Can somebody finally deal with this?',
      'Please get this sorted for good.',
      'I expect a real answer this time.',
      'Who is responsible for this?',
      'Can a human being please look at it?',
    ],
    chatty: [
      'Could one of you wizards have a look?',
      'What do you think, can that be sorted?',
      'Do let me know what I should do, and please in simple words.',
      'Can you work your magic?',
      'Call or write, I am around most of the day.',
      'Tell me if you need anything from me, I can also send a picture.',
    ],
  },
  signOffs: {
    polite: [
      'Kind regards',
      'Best regards',
      'Thank you very much',
      'Many thanks in advance',
      'Thanks',
      'Best wishes',
      'With kind regards',
      'Thank you for your help',
    ],
    terse: ['thx', 'Thanks', 'Rgds', 'ta'],
    annoyed: ['Regards', 'Thanks for nothing so far', 'Regards,', 'Thank you'],
    chatty: [
      'Thanks a million',
      'Thank you thank you',
      'Have a lovely day',
      'Cheers',
      'Big thanks from our corner',
      'Cheers and thanks',
    ],
  },
  asideOpeners: [
    'Also, while I am at it:',
    'While I have you, something small:',
    'One more little thing:',
    'By the way, something else:',
    'Oh, and separately:',
    'Not related, but:',
    'On another note:',
  ],
  asideClosers: [
    'No rush on that one.',
    'That second thing can wait.',
    'But the first thing matters more.',
    'The latter is just for when you come by.',
    'That is another story, the first one is why I write.',
    'Forget the last one if it needs its own ticket.',
  ],
  names: [
    'Anna',
    'Ben Carter',
    'Chidi',
    'Dana',
    'Erik Lund',
    'Fatima',
    'George',
    'Hannah Wright',
    'Ivan',
    'J. Miller',
    'Kofi',
    'Laura',
    'M. Okafor',
    'Nadia',
    'Oliver',
    'Pawel',
    'R. Singh',
    'Sophie',
    'Tomás',
    'Wei',
  ],
};

const fr: Phrases = {
  greetings: {
    polite: ['Bonjour,', 'Bonjour à tous,', 'Bonjour à l’équipe,', 'Madame, Monsieur,', 'Bonsoir,'],
    terse: ['Bonjour', 'Bjr,', 'Salut,'],
    annoyed: ['Bonjour,', 'Bonjour quand même,', 'Messieurs dames,'],
    chatty: [
      'Bonjour à toute l’équipe !',
      'Coucou,',
      'Bonjour, c’est encore moi.',
      'Salut les informaticiens,',
      'Hello la DSI,',
    ],
  },
  fillers: {
    polite: [
      'J’espère que c’est le bon formulaire.',
      'Désolé de vous déranger.',
      'Je ne sais pas si je m’adresse au bon service.',
      'J’espère que vous allez bien.',
    ],
    terse: [],
    annoyed: [
      'Ce n’est pas la première fois que j’écris à ce sujet.',
      'Franchement, je m’attendais à mieux.',
      'Ma dernière demande a été fermée sans un mot.',
      'Je ne comprends pas pourquoi c’est si compliqué.',
      'Merci de ne pas fermer sans répondre.',
    ],
    chatty: [
      'L’informatique et moi, ça fait deux, soyez indulgents.',
      'J’ai demandé autour de moi et personne ne sait.',
      'Je fais peut-être une bêtise, ce ne serait pas la première.',
      'Vous m’aviez si bien dépanné la dernière fois que je retente ma chance.',
      'Pardon pour la longueur, je ne sais pas faire court.',
      'On m’a dit de vous écrire, j’espère que c’est bien ici.',
    ],
  },
  asks: {
    polite: [
      'Pourriez-vous m’aider ?',
      'Pouvez-vous regarder, s’il vous plaît ?',
      'Pouvez-vous me dire comment faire ?',
      'Dites-moi ce qu’il vous faut de ma part.',
      'Merci de votre aide.',
      'Que me conseillez-vous ?',
    ],
    terse: ['Merci de regarder.', 'Que faire ?', 'Besoin d’aide svp.', 'Une idée ?'],
    annoyed: [
      'Est-ce que quelqu’un peut enfin s’en occuper ?',
      'J’attends une vraie réponse cette fois.',
      'Qui s’en charge chez vous ?',
      'Merci de régler ça une bonne fois.',
    ],
    chatty: [
      'Vous pensez pouvoir faire quelque chose ?',
      'Dites-moi quoi faire, avec des mots simples si possible.',
      'Un petit coup de main serait le bienvenu.',
      'Je peux vous envoyer une photo si ça aide.',
    ],
  },
  signOffs: {
    polite: [
      'Cordialement',
      'Bien cordialement',
      'Merci d’avance',
      'Avec mes remerciements',
      'Bonne journée',
      'Merci beaucoup',
    ],
    terse: ['Merci', 'Cdt', 'Cdlt', 'mci'],
    annoyed: ['Cordialement', 'Salutations', 'Merci'],
    chatty: ['Mille mercis', 'Merci encore et belle journée', 'Bises à l’équipe', 'Un grand merci'],
  },
  asideOpeners: [
    'Tant que j’y suis :',
    'Au passage, autre chose :',
    'Rien à voir, mais :',
    'Et une petite chose en plus :',
    'Sinon, par ailleurs :',
  ],
  asideClosers: [
    'Pour ça, rien ne presse.',
    'Ce deuxième point peut attendre.',
    'Mais c’est surtout le premier point qui compte.',
    'Je ferai une autre demande pour ça s’il faut.',
  ],
  names: [
    'Amélie',
    'B. Martin',
    'Camille',
    'David Roux',
    'Élodie',
    'François',
    'Gaëlle',
    'Hugo',
    'Inès Moreau',
    'J.-P. Durand',
    'Laïla',
    'Mathieu',
    'Nadège',
    'Omar',
    'Sylvie',
  ],
};

/** The phrases of each language. */
export const phrases: Readonly<Record<Language, Phrases>> = { en, fr };
