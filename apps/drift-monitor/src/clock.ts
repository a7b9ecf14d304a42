/** Token of what says what time it is. */
export const CLOCK = Symbol('Clock');

export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
