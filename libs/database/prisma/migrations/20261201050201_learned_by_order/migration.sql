-- Which labels a rollout's training knew is said by the gateway's order: clocks go back.
ALTER TABLE "monitor"."rollouts" ADD COLUMN "labelled_through" BIGINT;

UPDATE "monitor"."rollouts" r SET "labelled_through" = coalesce((
    SELECT max(l.given) FROM "monitor"."example_labels" l
    WHERE l.source = 'agent' AND l.labelled_at <= (r.stations::jsonb ->> 'labelled')::timestamptz), 0)
WHERE r.stations::jsonb ? 'labelled';

DROP INDEX "monitor"."example_labels_agent_labelled_at_idx";
CREATE INDEX "example_labels_given_idx" ON "monitor"."example_labels"("given") WHERE "source" = 'agent';
