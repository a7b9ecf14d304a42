-- The order in which the gateway took what people say of a ticket. Clocks go back, this does not.
CREATE SEQUENCE "gateway"."statement_order";

-- Of a label: `given`, the gateway's order (0: from before there was one); `sequence`, the order in which the monitor first
-- saw it; `lead`, whether it is the first of its ticket's labels by agents. The rest repeats the ticket's observation, so
-- that a look at labels reads labels alone.
ALTER TABLE "monitor"."example_labels"
    ADD COLUMN "given" BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN "sequence" BIGSERIAL,
    ADD COLUMN "lead" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "model" TEXT,
    ADD COLUMN "version" TEXT,
    ADD COLUMN "observed" BIGINT,
    ADD COLUMN "blind" BOOLEAN,
    ADD COLUMN "training" BOOLEAN,
    ADD COLUMN "wrong" BOOLEAN;

UPDATE "monitor"."example_labels" l SET "sequence" = o.n
FROM (SELECT ticket_id, head, row_number() OVER (ORDER BY labelled_at, ticket_id, head) AS n FROM "monitor"."example_labels") o
WHERE o.ticket_id = l.ticket_id AND o.head = l.head;

UPDATE "monitor"."example_labels" l SET "lead" = true
FROM (SELECT DISTINCT ON (ticket_id) ticket_id, head FROM "monitor"."example_labels" WHERE source = 'agent'
      ORDER BY ticket_id, "sequence") f
WHERE f.ticket_id = l.ticket_id AND f.head = l.head;

UPDATE "monitor"."example_labels" l SET "model" = o.model, "version" = o.version, "observed" = o.sequence,
    "blind" = o.blind, "training" = o.training, "wrong" = l.label IS DISTINCT FROM o.outputs::json -> l.head ->> 'label'
FROM "monitor"."observations" o WHERE o.ticket_id = l.ticket_id;

CREATE INDEX "example_labels_observed_idx" ON "monitor"."example_labels"("model", "observed") WHERE "source" = 'agent';
CREATE INDEX "example_labels_version_idx" ON "monitor"."example_labels"("model", "version", "head", "sequence")
    WHERE "source" = 'agent';
CREATE INDEX "example_labels_author_idx" ON "monitor"."example_labels"("model", "author_id", "sequence")
    WHERE "source" = 'agent' AND "lead";

-- Of an observation: whether people said a label of it, and the confidence of its least confident head.
ALTER TABLE "monitor"."observations"
    ADD COLUMN "labelled" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "confidence" DOUBLE PRECISION;

UPDATE "monitor"."observations" o SET "labelled" = true
FROM (SELECT DISTINCT ticket_id FROM "monitor"."example_labels") l WHERE l.ticket_id = o.ticket_id;

-- Older ones are not asked about any more.
UPDATE "monitor"."observations" o
SET "confidence" = (SELECT min((head.value ->> 'confidence')::float8) FROM json_each(o.outputs::json) head)
WHERE o.sequence > (SELECT coalesce(max(sequence), 0) - 10000 FROM "monitor"."observations");

CREATE INDEX "observations_unlabelled_idx" ON "monitor"."observations"("model", "sequence" DESC)
    INCLUDE ("blind", "confidence") WHERE NOT "labelled" AND "training" AND "text" <> '';
CREATE INDEX "observations_prunable_idx" ON "monitor"."observations"("model", "observed_at", "sequence") WHERE NOT "labelled";
CREATE INDEX "observations_blind_idx" ON "monitor"."observations"("model", "version", "sequence") WHERE "blind";
CREATE INDEX "observations_model_sequence_idx" ON "monitor"."observations"("model", "sequence");

-- Which report is the newest is said by the order in which they were written.
CREATE INDEX "drift_reports_model_sequence_idx" ON "monitor"."drift_reports"("model", "sequence");
CREATE INDEX "drift_reports_status_sequence_idx" ON "monitor"."drift_reports"("status", "sequence");
CREATE INDEX "drift_reports_compared_idx" ON "monitor"."drift_reports"("model", "created_at") WHERE "status" <> 'too_few';

-- The gateway's order of consents, where it is known.
ALTER TABLE "monitor"."consents" ADD COLUMN "given" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "rag"."consents" ADD COLUMN "given" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "llm_response"."consents" ADD COLUMN "given" BIGINT NOT NULL DEFAULT 0;

-- Labels that have alarmed are known by their order, not by a time.
UPDATE "monitor"."drift_states" s SET "verdict" = (s.verdict::jsonb - 'feedbackAfter' || jsonb_build_object('feedbackThrough',
    (SELECT coalesce(max(l.sequence), 0) FROM "monitor"."example_labels" l
     WHERE l.labelled_at <= (s.verdict::jsonb ->> 'feedbackAfter')::timestamptz)))::text
WHERE s.verdict::jsonb ? 'feedbackAfter';
