import { describe, expect, it } from '@jest/globals';
import { type RouteDefinition, routes } from '@driftdesk/contracts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { z } from 'zod';
import { samples, type Schema } from './json-samples.fixture.js';
import { openApiDocument } from './openapi.js';

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
const compiled = new Map<Schema, (value: unknown) => boolean>();
const isValid = (schema: Schema, value: unknown) => {
  const known = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, known as (value: unknown) => boolean);
  return known(value) as boolean;
};

interface Operation {
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: Schema }[];
  readonly requestBody?: { content: Record<string, { schema: Schema }> };
}

const { paths } = openApiDocument(routes, '1.0.0');

function operationOf({ path, method }: RouteDefinition): Operation {
  return paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()] as Operation;
}

/** The parameters of one place as one schema. */
function parameterSchema({ parameters }: Operation, place: string): Schema {
  const here = parameters.filter((parameter) => parameter.in === place);
  return {
    type: 'object',
    properties: Object.fromEntries(here.map(({ name, schema }) => [name, schema])),
    required: here.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
}

/** What the document allows and the validator refuses. */
function brokenPromises(schema: Schema, validator: z.ZodType): string[] {
  return samples(schema, isValid)
    .filter((value) => !validator.safeParse(value).success)
    .map((value) => JSON.stringify(value).slice(0, 120));
}

describe('the OpenAPI document', () => {
  it.each(routes.filter(({ body }) => body !== undefined).map((route) => [route.id, route] as const))(
    'promises no more than the validator of the body of %s takes',
    (_id, route) => {
      const schema = operationOf(route).requestBody!.content['application/json']!.schema;
      expect(samples(schema, isValid).length).toBeGreaterThan(0);
      expect(brokenPromises(schema, route.body!)).toEqual([]);
    },
  );

  it.each(
    routes.flatMap((route) =>
      (['params', 'query', 'headers'] as const)
        .filter((part) => route[part] !== undefined)
        .map((part) => [`${part} of ${route.id}`, route, part] as const),
    ),
  )('promises no more than the validator of the %s takes', (_id, route, part) => {
    const place = { params: 'path', query: 'query', headers: 'header' }[part];
    expect(brokenPromises(parameterSchema(operationOf(route), place), route[part]!)).toEqual([]);
  });
});
