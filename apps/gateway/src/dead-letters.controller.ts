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
    const letters = await listLetters(this.database, query.limit + 1, decodeSerialCursor(query.cursor));
    const page = letters.slice(0, query.limit);
    const last = letters.length > query.limit ? page.at(-1) : undefined;
    return { items: page.map(shown), nextCursor: encodeSerialCursor(last && BigInt(last.sequence)) };
  }

  @HttpRoute(replayDeadLetter)
  async replay(@Input() { params }: RequestOf<typeof replayDeadLetter>) {
    const replay = await replayEvent(this.database, params.id);
    if (replay === 'unknown') throw notFound('dead letter');
    if (replay === 'already_replayed') throw conflict('already_replayed', 'This dead letter was replayed before.');
    const letter = await findDeadLetter(this.database, params.id);
    return letter && shown(letter);
  }
}

const shown = <Letter extends { sequence: string }>({ sequence: _, ...letter }: Letter) => letter;
