import { type DriftReport, driftReportSchema } from '@driftdesk/contracts';
import { DATABASE, type Database, newestFirst, type Sql } from '@driftdesk/database';
import { decodeSerialCursor, encodeSerialCursor, notFound } from '@driftdesk/platform';
import { Inject, Injectable } from '@nestjs/common';

const monthMs = 30 * 24 * 3_600_000;

/** What evaluations found, in the order in which they were written: clocks go back. */
@Injectable()
export class DriftReportStore {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws HttpProblem 404 */
  async get(id: string): Promise<DriftReport> {
    const row = await this.database.prisma.storedDriftReport.findUnique({ where: { id } });
    if (row === null) throw notFound('drift report');
    return parse(row.report);
  }

  /** Newest first. */
  async list({ cursor, limit, status }: { cursor?: string | undefined; limit: number; status?: string | undefined }) {
    const { storedDriftReport } = this.database.prisma;
    const wanted = status === undefined ? {} : { status };
    const { rows, next } = await newestFirst({ before: decodeSerialCursor(cursor), limit }, ({ where, ...page }) =>
      storedDriftReport.findMany({ where: { ...wanted, ...where }, ...page }),
    );
    return { items: rows.map(({ report }) => parse(report)), nextCursor: encodeSerialCursor(next) };
  }

  /** A model's newest report. */
  async latest(model: string): Promise<DriftReport | undefined> {
    const row = await this.database.prisma.storedDriftReport.findFirst({
      where: { model },
      orderBy: { sequence: 'desc' },
    });
    return row === null ? undefined : parse(row.report);
  }

  /** A model's last reports up to one, it included, as JSON; newest first. */
  async history({ id, model }: DriftReport, limit: number): Promise<string[]> {
    const { storedDriftReport } = this.database.prisma;
    const { sequence } = await storedDriftReport.findUniqueOrThrow({ where: { id }, select: { sequence: true } });
    const rows = await storedDriftReport.findMany({
      where: { model, sequence: { lte: sequence } },
      orderBy: { sequence: 'desc' },
      take: limit,
      select: { report: true },
    });
    return rows.map(({ report }) => report);
  }

  /** Comparisons of the last 30 days. */
  async countOfMonth(model: string, now: Date): Promise<number> {
    const [row] = await this.database.sql.query<{ reports: number }>(
      `SELECT count(*)::int AS reports FROM monitor.drift_reports
       WHERE model = $1 AND created_at >= $2::timestamptz AND status <> 'too_few'`,
      ...[model, new Date(now.getTime() - monthMs)],
    );
    return row?.reports ?? 0;
  }
}

export async function insertDriftReport(sql: Sql, report: DriftReport): Promise<void> {
  await sql.execute(
    `INSERT INTO monitor.drift_reports (id, model, status, report, created_at)
     VALUES ($1::uuid, $2, $3, $4, $5::timestamptz)`,
    report.id,
    report.model,
    report.status,
    JSON.stringify(report),
    report.createdAt,
  );
}

const parse = (report: string) => driftReportSchema.parse(JSON.parse(report));
