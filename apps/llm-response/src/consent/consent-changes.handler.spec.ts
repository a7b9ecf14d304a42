import { requesterDataErased, requesterErased } from '@driftdesk/contracts';
import { createPassageIndex } from '@driftdesk/llm';
import { type Effects, newEvent } from '@driftdesk/messaging';
import { expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { ConsentChangesHandler } from './consent-changes.handler.js';

it('forgets what it has read once the knowledge is gone, whichever of the two is erased first', async () => {
  let readings = 0;
  const index = createPassageIndex((texts) => {
    readings += 1;
    return Promise.resolve(texts.map(() => new Float32Array(384)));
  });
  const handler = new ConsentChangesHandler({ index } as never);
  const committed = async (effects: Promise<Effects>) => (await effects).committed?.();
  const erasureId = uuidv7();
  const erased = (place: 'knowledge' | 'training') =>
    newEvent(requesterDataErased, { erasureId, place, erased: 1 }, 'c-1');

  await index.read('Call Ada at home.');
  await committed(handler.erased([newEvent(requesterErased, { erasureId, ticketIds: [uuidv7()] }, 'c-1')]));
  // A search that began before the passage was deleted has found it.
  await index.read('Call Ada at home.');
  const before = readings;
  await committed(handler.knowledgeErased([erased('training')]));
  await index.read('Call Ada at home.');
  expect(readings).toBe(before);
  await committed(handler.knowledgeErased([erased('training'), erased('knowledge')]));
  await index.read('Call Ada at home.');
  expect(readings).toBe(before + 1);
});
