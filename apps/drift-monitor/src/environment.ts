import { checkUrls, egressEnvironment } from '@driftdesk/egress';
import { integer } from '@driftdesk/platform';
import { autonomies } from '@driftdesk/contracts';
import { z } from 'zod';

const share = (description: string, byDefault: number) =>
  z.coerce
    .number('must be a number from 0 to 1')
    .min(0, 'must be at least 0')
    .max(1, 'must be at most 1')
    .default(byDefault)
    .describe(description);

const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  // fetch refuses them, and whoever reads the log would not.
  .refine((url) => !/^\w+:\/\/[^/?#]*@/.test(url), 'must have no user name in it');

/** What the drift monitor reads from the environment. */
export const driftMonitorEnvironment = {
  ...egressEnvironment,
  DRIFT_WINDOW: integer(20, 5_000).default(500).describe('tickets after which the stream is compared anew'),
  DRIFT_REFERENCE: integer(20, 5_000)
    .default(500)
    .describe('first tickets of a champion, with which later ones are compared'),
  DRIFT_REFERENCE_MOST: integer(20, 20_000)
    .default(2_000)
    .describe('tickets until which windows without drift join them: the more, the smaller a drift is seen'),
  DRIFT_MINIMUM_WINDOW: integer(20, 5_000).default(100).describe('tickets that a comparison needs'),
  DRIFT_HOURS: integer(1, 720).default(6).describe('hours after which what has come is compared, however little'),
  DRIFT_FALSE_ALARMS: z.coerce
    .number('must be a number above 0')
    .positive('must be above 0')
    .default(1)
    .describe('false alarms a month that you accept'),
  DRIFT_COOLDOWN_HOURS: integer(0, 720).default(24).describe('hours without another alarm after one'),
  DRIFT_WEBHOOK_URL: httpUrl.optional().describe('Slack-compatible webhook that is told of drift and of new versions'),
  PUBLIC_URL: httpUrl.optional().describe('address under which people reach the desk, for links in messages'),
  LOOP_AUTONOMY: z
    .enum(autonomies, { error: 'must be off, propose or auto' })
    .default('auto')
    .describe('what the loop may do until somebody sets it over HTTP'),
  LOOP_LABELS: integer(10, 100_000)
    .default(100)
    .describe('fresh labels that a retraining needs; four times as many where they hardly speak of errors'),
  LOOP_AUTHOR_SHARE: z
    .union([z.literal('team'), z.coerce.number().min(0).max(1)], 'must be team or a number from 0 to 1')
    .default('team')
    .describe('of the labels that one author may give; team: no more than the author in the middle gives'),
  LOOP_BLIND_SHARE: share('of the confident tickets that are sampled for labels', 0.02),
  WATCH_LABELS: integer(10, 100_000).default(50).describe('labelled tickets after which a new version is kept'),
  WATCH_HOURS: integer(1, 720).default(24).describe('hours after which it is kept, with however few labels'),
};

/** Rules between variables: whom the webhook may be. */
export function checkDriftMonitorEnvironment(
  environment: Readonly<Record<string, unknown>>,
  context: z.RefinementCtx,
): void {
  checkUrls(environment, ['DRIFT_WEBHOOK_URL'], context);
}
