import { type Method, type RouteDefinition, routes } from '@driftdesk/contracts';
import { json, type Row, unknownId } from './bad-requests.js';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** Bodies of which each route's schema takes at least one. */
const bodies = [
  {},
  { body: 'The printer is on fire' },
  { text: 'Have a look.' },
  { assignee: 'ada' },
  { disabled: true },
  { externalProcessing: false, training: false },
  { helpful: true },
  { query: 'printer' },
  { head: 'queue', label: 'facilities' },
  { title: 'Printers', body: 'Do not burn them.' },
];

/** A body that the route's schema takes, so that only the path is wrong. */
function validBody(route: RouteDefinition): { body?: string; headers?: Record<string, string> } {
  const { body: schema } = route;
  if (schema === undefined) return {};
  const body = bodies.find((candidate) => schema.safeParse(candidate).success);
  if (body === undefined) throw new Error(`Add a body that ${route.id} takes to the list above.`);
  return { body: JSON.stringify(body), headers: json };
}

const parametersOf = (path: string) => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string);

/** A path with `value` for one parameter and something unknown, but well-formed, for the others. */
function pathWith(route: RouteDefinition, parameter: string, value: string): string {
  return route.path.replace(/:(\w+)/g, (_, name: string) => (name === parameter ? value : unknownOf(name)));
}

const unknownOf = (parameter: string) => (parameter === 'id' ? unknownId : 'ticket-triage');

const malformed: readonly (readonly [value: string, title: string, status?: number])[] = [
  ['NOT~AN~ID', 'nonsense'],
  ['..', 'the folder above'],
  ['..%2F..%2Fetc%2Fpasswd', 'a way out'],
  ['%00', 'NUL'],
  ['%zz', 'a bad escape'],
  ['%ff', 'bad UTF-8'],
  [`%7B${unknownId}%7D`, 'a UUID in braces'],
  [`${unknownId}'--`, 'SQL'],
  ['x'.repeat(10_000), '10,000 characters', 414],
];

/** For every route with parameters: values that cannot be, and one that is not there. */
export const wrongParameters: readonly Row[] = routes.flatMap((route) =>
  parametersOf(route.path).flatMap((parameter) => [
    ...malformed.map(([value, title, status = 400]) => ({
      name: `${route.id}: ${title} for :${parameter}`,
      method: route.method,
      path: pathWith(route, parameter, value),
      ...validBody(route),
      status,
    })),
    {
      name: `${route.id}: unknown :${parameter}`,
      method: route.method,
      path: pathWith(route, parameter, parameter === 'id' ? unknownId : 'no-such-thing'),
      ...validBody(route),
      status: 404,
      code: 'not_found',
    },
  ]),
);

const byPath = groupByPath();

function groupByPath(): Map<string, Method[]> {
  const groups = new Map<string, Method[]>();
  for (const { path, method } of routes) groups.set(path, [...(groups.get(path) ?? []), method]);
  return groups;
}

/** For every path: each method that it does not have. */
export const wrongMethods: readonly Row[] = [...byPath].flatMap(([path, allow]) =>
  methods
    .filter((method) => !(allow as readonly string[]).includes(method))
    .map((method) => ({
      name: `${method} ${path}`,
      method,
      path: path.replace(/:(\w+)/g, (_, name: string) => unknownOf(name)),
      status: 405,
      code: 'method_not_allowed',
      allow,
    })),
);

/** Paths that do not exist. */
export const unknownPaths: readonly Row[] = [
  '/v1',
  '/v2/tickets',
  '/v1/ticket',
  '/v1/tickets//a',
  '/v1/tickets/a/b/c',
  '/v1/Tickets',
  '//v1/tickets',
  '/v1/tickets/../../etc/passwd',
  '/.env',
  '/docs/../package.json',
  '/docs/%2e%2e/package.json',
  '/docs/swagger-ui.css.map',
].map((path) => ({ name: `GET ${path}`, method: 'GET', path, status: 404, code: 'not_found' }));
