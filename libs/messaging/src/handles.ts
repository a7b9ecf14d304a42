import type { EventDefinition } from '@driftdesk/contracts';
import { applyDecorators, type ArgumentsHost, Catch, type ExceptionFilter, UseFilters } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { type Observable, throwError } from 'rxjs';
import type { Subscription } from './handler.js';

/** Nest hides unknown errors from its transports; the retry rule needs the error itself. */
@Catch()
class OriginalError implements ExceptionFilter {
  catch(error: unknown, _host: ArgumentsHost): Observable<never> {
    return throwError(() => error);
  }
}

/** How long a batch may take, slow machines included. What never ends costs its partition twice that, and no more. */
const patienceMs = 300_000;

/** Makes a method the batch handler of an event for a consumer group: `(batch) => Promise<Effects>`. */
export function Handles<Payload>(
  event: EventDefinition<Payload>,
  options: { consumer: string; batchSize?: number; deadlineMs?: number },
): MethodDecorator {
  const { consumer, batchSize = 32, deadlineMs = patienceMs } = options;
  const subscription: Subscription = { consumer, event, batchSize, deadlineMs };
  // The consumer is in the pattern: two services in one process may handle one event.
  return applyDecorators(
    EventPattern(`${consumer} ← ${event.topic}`, undefined, { subscription }),
    UseFilters(new OriginalError()),
  );
}
