import { live, metrics as metricsRoute, ready } from '@driftdesk/contracts';
import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { HealthChecks } from '../health.js';
import { METRICS, type Metrics } from '../metrics.js';
import { version } from '../version.js';
import { HttpRoute } from './http-route.js';

@Controller()
export class HealthController {
  constructor(
    private readonly health: HealthChecks,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {}

  @HttpRoute(live)
  live() {
    return { status: 'up' };
  }

  @HttpRoute(ready)
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const report = await this.health.report();
    if (report.status === 'down') void reply.status(503);
    return { version, ...report };
  }

  @HttpRoute(metricsRoute)
  async serveMetrics(@Res({ passthrough: true }) reply: FastifyReply) {
    void reply.type(this.metrics.registry.contentType);
    return this.metrics.registry.metrics();
  }
}
