import { describe, expect, it } from '@jest/globals';
import { parseImport } from './parse-import.js';

const ticket = { externalId: '1', body: 'no toner', labels: { queue: 'printing' } };

describe('parseImport', () => {
  it('keeps the good tickets and says of each bad one which field is wrong', () => {
    expect(parseImport([ticket, { ...ticket, externalId: '2', body: ' ', labels: {} }, null, 'text'])).toEqual([
      { ticket },
      {
        rejection: {
          status: 'rejected',
          externalId: '2',
          errors: [
            { field: 'body', message: 'must not be blank' },
            { field: 'labels.queue', message: expect.any(String) },
          ],
        },
      },
      { rejection: expect.objectContaining({ externalId: undefined }) },
      { rejection: expect.objectContaining({ externalId: undefined }) },
    ]);
  });

  it('refuses the second of two tickets with one id', () => {
    const [first, second] = parseImport([ticket, { ...ticket, body: 'no paper' }]);
    expect(first).toEqual({ ticket });
    expect(second).toMatchObject({ rejection: { externalId: '1', errors: [{ field: 'externalId' }] } });
  });
});
