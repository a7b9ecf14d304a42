-- A report of what a process serves holds as long as the process repeats it. Reports of before were never repeated, and
-- processes that are gone stand among them; those that run report anew when they start.
DELETE FROM "registry"."serving";
ALTER TABLE "registry"."serving" ADD COLUMN "seen_at" TIMESTAMPTZ(3) NOT NULL;

-- How often the step that a rollout is at has failed, and why; `learned_labels`: how many labels had been given when its
-- last training had nothing new to learn.
ALTER TABLE "monitor"."rollouts"
    ADD COLUMN "step_failures" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "step_failure" TEXT,
    ADD COLUMN "learned_labels" BIGINT;

-- What a run learned from, as digests: its snapshot, and what else decides what comes of it (spec, champion, trainer).
-- `inputs`: counts of labels, texts and withdrawals by then; `forced`: it trains though nothing is new; `repeats`: the run
-- that had learned the same, so that this one did not train.
ALTER TABLE "monitor"."training_runs"
    ADD COLUMN "snapshot" TEXT,
    ADD COLUMN "conditions" TEXT,
    ADD COLUMN "inputs" TEXT,
    ADD COLUMN "forced" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "repeats" UUID;
CREATE INDEX "training_runs_trained_idx" ON "monitor"."training_runs"("model", "conditions") WHERE "status" = 'trained';

-- When a model's stream was compared last, and what has come since: written with what came, so no restart forgets it.
CREATE TABLE "monitor"."evaluations_due" (
    "model" TEXT NOT NULL,
    "compared_at" TIMESTAMPTZ(3) NOT NULL,
    "observations" INTEGER NOT NULL DEFAULT 0,
    "labels" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "evaluations_due_pkey" PRIMARY KEY ("model")
);

-- Everybody who has ever labelled and how often, also those whose labels others have replaced since.
CREATE TABLE "monitor"."label_authors" (
    "source" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "labels" BIGINT NOT NULL,
    CONSTRAINT "label_authors_pkey" PRIMARY KEY ("source", "author_id")
);
INSERT INTO "monitor"."label_authors" ("source", "author_id", "labels")
SELECT source, author_id, count(DISTINCT ticket_id) FROM "monitor"."example_labels" GROUP BY source, author_id;
