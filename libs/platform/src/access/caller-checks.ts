import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { unauthorized } from '../http/problem.js';
import { type ShareRuns, shareRuns } from '../limits/share-runs.js';
import { ACCESS_CONTROL, type AccessControl, type Caller } from './access-control.js';
import { authorize } from './authorize.js';

/** Looks at a caller that go on at the same time. */
const width = 2;

/**
 * Asks again whether a caller may do what he asked for: for replies that last longer than a moment. A login or a key can
 * end, and a role can change, before such a reply does.
 */
@Injectable()
export class CallerChecks {
  private readonly share: ShareRuns<Caller> = shareRuns(width);

  constructor(@Inject(ACCESS_CONTROL) private readonly access: AccessControl) {}

  /**
   * Resolves when the sender of a request has the rights that he had when it came. Those who ask at once with the same
   * proof cost one look. @throws HttpProblem 401 or 403
   */
  async still(request: FastifyRequest): Promise<void> {
    const { caller, headers, routeOptions } = request;
    const row = routeOptions.config.access;
    if (caller === null || row === undefined) throw new Error('A public route has no caller whose rights could end.');
    const proof = `${caller.id} ${headers.authorization ?? ''}`;
    const now = await this.share(proof, () => this.access.authenticate(request));
    if (now.id !== caller.id || now.role !== caller.role) throw unauthorized('Your rights have changed. Ask again.');
    authorize(row, now);
  }
}
