import { pickWeighted, type Random } from './random.js';

export type Tone = 'polite' | 'terse' | 'annoyed' | 'chatty';

/** How one kind of writer writes. All numbers are probabilities, `typo` per word, `wrongWord` and `shorthand` per match. */
export interface Persona {
  readonly tone: Tone;
  readonly subject: number;
  readonly greeting: number;
  /** A sentence that says nothing about the problem. */
  readonly filler: number;
  /** No, one or two details. */
  readonly details: readonly [none: number, one: number, two: number];
  readonly ask: number;
  readonly signOff: number;
  /** A headline and what it means, nothing else. */
  readonly blunt: number;
  readonly typo: number;
  readonly wrongWord: number;
  readonly shorthand: number;
  readonly lowerCase: number;
  readonly plainLetters: number;
  readonly noApostrophes: number;
  readonly noFullStops: number;
}

const ordinary: Persona = {
  tone: 'polite',
  subject: 0.8,
  greeting: 0.55,
  filler: 0.1,
  details: [0.3, 0.5, 0.2],
  ask: 0.4,
  signOff: 0.5,
  blunt: 0.08,
  typo: 0.008,
  wrongWord: 0.12,
  shorthand: 0.01,
  lowerCase: 0.05,
  plainLetters: 0.05,
  noApostrophes: 0.1,
  noFullStops: 0.05,
};

const personas = {
  ordinary,
  careful: {
    ...ordinary,
    greeting: 0.9,
    ask: 0.55,
    signOff: 0.85,
    blunt: 0,
    typo: 0,
    wrongWord: 0.05,
    noApostrophes: 0,
  },
  hurried: {
    ...ordinary,
    tone: 'terse',
    subject: 0.6,
    greeting: 0.12,
    filler: 0,
    details: [0.6, 0.35, 0.05],
    ask: 0.2,
    signOff: 0.2,
    blunt: 0.5,
    typo: 0.03,
    shorthand: 0.15,
    lowerCase: 0.35,
    plainLetters: 0.3,
    noApostrophes: 0.4,
    noFullStops: 0.5,
  },
  phone: {
    ...ordinary,
    subject: 0.35,
    greeting: 0.35,
    blunt: 0.25,
    typo: 0.05,
    shorthand: 0.5,
    lowerCase: 0.5,
    plainLetters: 0.6,
    noApostrophes: 0.5,
    noFullStops: 0.5,
  },
  rambler: {
    ...ordinary,
    tone: 'chatty',
    greeting: 0.8,
    filler: 0.95,
    details: [0.05, 0.35, 0.6],
    ask: 0.6,
    signOff: 0.7,
    blunt: 0,
    typo: 0.015,
    wrongWord: 0.4,
  },
  grumbler: {
    ...ordinary,
    tone: 'annoyed',
    greeting: 0.25,
    filler: 0.6,
    ask: 0.45,
    signOff: 0.25,
    blunt: 0.1,
    typo: 0.015,
  },
} as const satisfies Record<string, Persona>;

const shares = { ordinary: 0.33, careful: 0.2, hurried: 0.17, phone: 0.1, rambler: 0.12, grumbler: 0.08 };

/** A writer, independent of problem and urgency. */
export function drawPersona(random: Random): Persona {
  return personas[pickWeighted(random, shares)];
}
