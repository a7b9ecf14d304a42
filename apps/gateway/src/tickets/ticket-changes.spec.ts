import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@driftdesk/database';
import { TicketChanges } from './ticket-changes.js';

describe('changes of tickets', () => {
  let changes: TicketChanges;
  let listeners: ((ids: string) => void)[];
  const announce = (ids: string) => listeners.forEach((listener) => listener(ids));
  beforeEach(async () => {
    listeners = [];
    const listen = (_channel: string, onMessage: (ids: string) => void) => {
      listeners.push(onMessage);
      return Promise.resolve(() => Promise.resolve(void listeners.splice(0)));
    };
    changes = new TicketChanges({ listen } as unknown as Database);
    await changes.onModuleInit();
  });

  it('reach who watches that ticket, also when several are announced together', () => {
    const heard: string[] = [];
    changes.watch('a', () => heard.push('a'));
    changes.watch('a', () => heard.push('a too'));
    changes.watch('b', () => heard.push('b'));
    announce('a,c');
    expect(heard).toEqual(['a', 'a too']);
    announce('c,b');
    expect(heard).toEqual(['a', 'a too', 'b']);
  });

  it('reach nobody who stopped, be it because of the change itself', () => {
    const heard: string[] = [];
    const stopOne = changes.watch('a', () => {
      heard.push('one');
      stopOne();
    });
    changes.watch('a', () => heard.push('two'));
    announce('a');
    announce('a');
    expect(heard).toEqual(['one', 'two', 'two']);
  });

  it('are not listened to any more when the process ends', async () => {
    await changes.onModuleDestroy();
    expect(listeners).toEqual([]);
  });
});
