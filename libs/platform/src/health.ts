import type { HealthCheck } from '@driftdesk/contracts';
import { Injectable } from '@nestjs/common';

/** The parts of a process that readiness asks. */
@Injectable()
export class HealthChecks {
  private readonly checks = new Map<string, () => Promise<HealthCheck> | HealthCheck>();

  register(name: string, check: () => Promise<HealthCheck> | HealthCheck): void {
    this.checks.set(name, check);
  }

  /** The worst of all parts, and each by name; a check that throws is down. */
  async report(): Promise<{ status: HealthCheck['status']; checks: Record<string, HealthCheck> }> {
    const results = await Promise.all([...this.checks].map(async ([name, check]) => [name, await run(check)] as const));
    const statuses = results.map(([, result]) => result.status);
    const status = statuses.includes('down') ? 'down' : statuses.includes('degraded') ? 'degraded' : 'up';
    return { status, checks: Object.fromEntries(results) };
  }
}

async function run(check: () => Promise<HealthCheck> | HealthCheck): Promise<HealthCheck> {
  try {
    return await check();
  } catch (error) {
    return { status: 'down', detail: (error as Error).message };
  }
}
