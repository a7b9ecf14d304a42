import type { Card } from '@driftdesk/contracts';

/** The head whose errors count: the one that sends tickets to a person, or the first. */
export function decidingHead({ heads }: Card): string {
  return (heads.find(({ abstains }) => abstains) ?? heads[0])?.name ?? '';
}
