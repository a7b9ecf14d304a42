import type { Language } from './family.js';

/** Slots that every family may use. */
export const sharedSlots: Readonly<Record<Language, Readonly<Record<string, readonly string[]>>>> = {
  en: {
    person: ['Maria', 'Tom', 'Aisha', 'my manager', 'a colleague', 'Jens from finance', 'the new intern', 'Priya', 'our team lead'],
    team: ['finance', 'sales', 'the legal team', 'HR', 'marketing', 'the warehouse', 'customer care', 'engineering'],
    site: ['the Leeds office', 'headquarters', 'the Boston branch', 'building B', 'the annex', 'my home office', 'the plant'],
    room: ['room 204', 'meeting room Oslo', 'the third floor', 'the open space', 'the reception', 'lab 3', 'desk 4-117'],
    since: ['since this morning', 'since yesterday', 'for about a week', 'since Monday', 'since the last update', 'for two days now', 'since I came back from holiday'],
    time: ['around 9', 'at lunch time', 'just now', 'twice today', 'every afternoon', 'last night', 'ten minutes ago'],
    laptop: ['my laptop', 'my ThinkPad', 'the Dell laptop', 'my MacBook', 'the loan laptop', 'my work computer', 'my PC'],
    number: ['2', '3', '4', '5', '7', '12', '20'],
  },
  fr: {
    person: ['Claire', 'mon responsable', 'une collègue', 'Julien de la compta', 'la stagiaire', 'Karim', 'notre chef d’équipe'],
    team: ['la comptabilité', 'le service commercial', 'les RH', 'le marketing', 'l’entrepôt', 'le service client'],
    site: ['le site de Lyon', 'le siège', 'l’agence de Nantes', 'le bâtiment B', 'l’annexe', 'chez moi en télétravail'],
    room: ['la salle 204', 'la salle de réunion Oslo', 'le troisième étage', 'l’open space', 'l’accueil', 'le bureau 4-117'],
    since: ['depuis ce matin', 'depuis hier', 'depuis une semaine environ', 'depuis lundi', 'depuis la dernière mise à jour', 'depuis deux jours'],
    time: ['vers 9 h', 'à midi', 'à l’instant', 'deux fois aujourd’hui', 'tous les après-midi', 'hier soir', 'il y a dix minutes'],
    laptop: ['mon portable', 'mon ThinkPad', 'le portable Dell', 'mon MacBook', 'l’ordinateur de prêt', 'mon poste', 'mon PC'],
    number: ['2', '3', '4', '5', '7', '12', '20'],
  },
};
