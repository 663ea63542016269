// The OpenAPI 3.1 document, made from the same schemas that refuse a wrong request: it cannot say what is not so. It holds
// no data of the till and is given to anybody.
import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { limits } from '../../core/base/limits.ts';
import { receiptDocumentSchema } from '../../core/projection/receipt.ts';
import * as wire from '../../core/protocol/till.ts';
import { evaluationSchema } from '../../core/rules/evaluation.ts';
import { lineSchema } from '../../core/basket/basket.ts';

/** Schemas that integrators meet more than once get a name; the rest stands where it is used. */
const named: Readonly<Record<string, z.ZodType>> = {
  Problem: wire.problemDocumentSchema,
  Till: wire.tillViewSchema,
  Sale: wire.saleViewSchema,
  Member: wire.memberViewSchema,
  Committed: wire.committedViewSchema,
  Line: lineSchema,
  Evaluation: evaluationSchema,
  Receipt: receiptDocumentSchema,
};

export async function describeApi(app: FastifyInstance): Promise<void> {
  const schemaRegistry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) schemaRegistry.add(schema, { id });
  const describeRoute = createJsonSchemaTransform({ schemaRegistry });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Regulars: the local API of a till',
        version: '1.0.0',
        description:
          'On loopback only. Give up on a quote after 150 ms and sell without; repeat a commit until it is answered.',
      },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
    transform: (parts) => {
      const { schema, url } = describeRoute(parts);
      const config = configSchema.safeParse(parts.route.config);
      return { url, schema: config.success ? { ...schema, ...manners(config.data) } : { hide: true } };
    },
    transformObject: createJsonSchemaTransformObject({ schemaRegistry }),
  });
}

export function addDescription(app: FastifyInstance): void {
  app.get('/v1/openapi.json', { schema: { hide: true } }, (_, reply) =>
    reply.header('cache-control', 'no-cache').send(app.swagger()),
  );
}

const configSchema = z.object({ who: z.string(), once: z.boolean() });

/** What stands in headers: who must call, and the key of a call that journals. */
function manners({ who, once }: z.output<typeof configSchema>): object {
  const secured = who === 'anybody' ? {} : { security: [{ bearer: scopesOf(who) }] };
  const key = { type: 'string', minLength: 1, maxLength: limits.idempotencyKeyMax };
  const headers = { type: 'object', properties: { 'Idempotency-Key': key }, required: ['Idempotency-Key'] };
  return once ? { ...secured, headers } : secured;
}

function scopesOf(who: string): readonly string[] {
  return who === 'client' ? [] : [who];
}
