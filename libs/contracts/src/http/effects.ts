import type { RouteAccess } from './access.js';

/** What requests change. Whoever may cause an effect by one route may cause it by every other, and nobody else may. */
export interface EffectAccess extends RouteAccess {
  readonly roles: Exclude<RouteAccess['roles'], 'public'>;
  /** The beginning of a sentence: … is for agents. */
  readonly what: string;
}

const everybody = ['requester', 'agent', 'admin'] as const;
const staff = ['agent', 'admin'] as const;
const admin = ['admin'] as const;

export const effectAccess = {
  'ticket.submitted': { what: 'Submitting tickets', roles: everybody, scope: 'tickets:write' },
  'ticket.answered': { what: 'Writing on tickets', roles: everybody, scope: 'tickets:write' },
  'ticket.reopened': { what: 'Reopening tickets', roles: everybody, scope: 'tickets:write' },
  'ticket.assigned': { what: 'Assigning tickets', roles: staff, scope: 'tickets:write' },
  'ticket.resolved': { what: 'Resolving tickets', roles: staff, scope: 'tickets:write' },
  'ticket.labelled': { what: 'Labelling tickets', roles: staff, scope: 'tickets:write' },
  'consent.given': { what: 'Consent', roles: everybody, scope: 'tickets:write' },
  'knowledge.written': { what: 'Writing knowledge', roles: staff, scope: 'knowledge:write' },
  'label.registered': { what: 'Registering labels', roles: staff, scope: 'models:write' },
  'version.promoted': { what: 'Promoting versions', roles: admin, scope: 'models:write' },
  'version.trained': { what: 'Training', roles: admin, scope: 'loop:write' },
  'loop.steered': { what: 'Steering the loop', roles: admin, scope: 'loop:write' },
  'provider.switched': { what: 'Choosing the LLM', roles: admin, scope: 'models:write' },
  'event.replayed': { what: 'Replaying events', roles: admin, scope: 'operations:write' },
  'data.erased': { what: 'Erasing data', roles: admin },
  'account.changed': { what: 'Changing accounts', roles: admin },
  'password.changed': { what: 'Changing one’s password', roles: everybody },
} as const satisfies Record<string, EffectAccess>;

export type Effect = keyof typeof effectAccess;

/** An effect of a route; `when`: of those requests alone whose body asks for it. */
export interface RouteEffect {
  readonly effect: Effect;
  readonly when?: (body: Readonly<Record<string, unknown>>) => boolean;
}

const always = (...effects: readonly Effect[]): RouteEffect[] => effects.map((effect) => ({ effect }));
const says = (...fields: readonly string[]) => {
  return (body: Readonly<Record<string, unknown>>) => fields.some((field) => body[field] !== undefined);
};

/**
 * Route → what it changes, for every route with a body or another method than GET. The platform asks for the rights of
 * each effect when it has parsed a request, whatever the route's own row says.
 */
export const routeEffects: Readonly<Record<string, readonly RouteEffect[]>> = {
  submitTicket: always('ticket.submitted', 'consent.given'),
  giveFeedback: [
    ...always('ticket.answered'),
    { effect: 'ticket.labelled', when: says('queue', 'urgency') },
    { effect: 'ticket.reopened', when: ({ helpful }) => helpful === false },
  ],
  replyToTicket: always('ticket.answered', 'ticket.reopened'),
  assignTicket: always('ticket.assigned'),
  resolveTicket: [
    ...always('ticket.resolved'),
    { effect: 'ticket.answered', when: says('resolution') },
    { effect: 'knowledge.written', when: ({ addToKnowledge }) => addToKnowledge === true },
  ],
  reopenTicket: always('ticket.reopened', 'ticket.answered'),
  changeConsent: always('consent.given'),
  // Labels that the model does not have are seen later: the controller asks for `label.registered`.
  importTickets: always('ticket.submitted', 'ticket.answered', 'ticket.resolved', 'ticket.labelled'),

  createDocument: always('knowledge.written'),
  replaceDocument: always('knowledge.written'),
  deleteDocument: always('knowledge.written'),
  searchKnowledge: [],

  predict: [],
  explain: [],
  addLabel: always('label.registered'),
  promoteVersion: always('version.promoted'),
  rollbackModel: always('version.promoted'),
  switchLlm: always('provider.switched'),

  startTrainingRun: always('version.trained'),
  cancelTrainingRun: always('version.trained'),
  evaluateDrift: always('loop.steered'),
  setLoop: [
    ...always('loop.steered'),
    // From then on the loop promotes by itself.
    { effect: 'version.promoted', when: ({ autonomy }) => autonomy === 'auto' },
  ],

  replayDeadLetter: always('event.replayed'),
  eraseRequesterData: always('data.erased'),
  changePassword: always('password.changed'),
  createUser: always('account.changed'),
  changeUser: always('account.changed'),
  createApiKey: always('account.changed'),
  revokeApiKey: always('account.changed'),
  // They prove who calls; nobody is known before.
  register: [],
  login: [],
  refreshSession: [],
  logout: [],
};
