CREATE SCHEMA IF NOT EXISTS "monitor";

CREATE TABLE "monitor"."examples" (
    "ticket_id" UUID NOT NULL,
    "group" TEXT NOT NULL,
    "subject" TEXT,
    "body" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    CONSTRAINT "examples_pkey" PRIMARY KEY ("ticket_id")
);

CREATE TABLE "monitor"."example_labels" (
    "ticket_id" UUID NOT NULL,
    "head" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "author_role" TEXT NOT NULL,
    "labelled_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "example_labels_pkey" PRIMARY KEY ("ticket_id", "head"),
    CONSTRAINT "example_labels_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "monitor"."examples"("ticket_id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "monitor"."training_runs" (
    "id" UUID NOT NULL,
    "model" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "stage" TEXT,
    "done" DOUBLE PRECISION,
    "total" DOUBLE PRECISION,
    "examples" INTEGER,
    "version" TEXT,
    "reason" TEXT,
    "author_id" TEXT NOT NULL,
    "author_role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    CONSTRAINT "training_runs_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "training_runs_created_at_id_idx" ON "monitor"."training_runs"("created_at", "id");
-- One run at a time, and of each model at most one that waits, whoever asks.
CREATE UNIQUE INDEX "training_runs_running_key" ON "monitor"."training_runs"("status") WHERE "status" = 'running';
CREATE UNIQUE INDEX "training_runs_queued_key" ON "monitor"."training_runs"("model") WHERE "status" = 'queued';
