import { listDeadLetters, replayDeadLetter, type RequestOf } from '@driftdesk/contracts';
import { DATABASE, type Database } from '@driftdesk/database';
import { findDeadLetter, listLetters, replayEvent } from '@driftdesk/messaging';
import { conflict, decodeSerialCursor, encodeSerialCursor, HttpRoute, Input, notFound } from '@driftdesk/platform';
import { Controller, Inject } from '@nestjs/common';

@Controller()
export class DeadLettersController {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  @HttpRoute(listDeadLetters)
  async list(@Input() { query }: RequestOf<typeof listDeadLetters>) {
    const { items, end } = await listLetters(this.database, query.limit, decodeSerialCursor(query.cursor));
    return { items, nextCursor: encodeSerialCursor(end) };
  }

  @HttpRoute(replayDeadLetter)
  async replay(@Input() { params }: RequestOf<typeof replayDeadLetter>) {
    const replay = await replayEvent(this.database, params.id);
    if (replay === 'unknown') throw notFound('dead letter');
    if (replay === 'already_replayed') throw conflict('already_replayed', 'This dead letter was replayed before.');
    return findDeadLetter(this.database, params.id);
  }
}
