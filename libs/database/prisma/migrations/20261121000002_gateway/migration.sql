CREATE SCHEMA IF NOT EXISTS "gateway";

-- status, queue and urgency are computed from what each stage and each person wrote, whatever came first.
CREATE TABLE "gateway"."tickets" (
    "id" UUID NOT NULL,
    "subject" TEXT,
    "body" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "external_id" TEXT,
    "requester_id" TEXT NOT NULL,
    "requester_role" TEXT NOT NULL,
    "external_processing" BOOLEAN NOT NULL,
    "training" BOOLEAN NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "classification" TEXT,
    "predicted_queue" TEXT,
    "predicted_urgency" TEXT,
    "classified_at" TIMESTAMPTZ(3),
    "passages" TEXT,
    "context_retrieved_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "outcome_status" TEXT,
    "outcome_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "failed_at" TIMESTAMPTZ(3),
    "corrected_queue" TEXT,
    "corrected_urgency" TEXT,
    "assignee" TEXT,
    "resolved_at" TIMESTAMPTZ(3),
    "reopened_at" TIMESTAMPTZ(3),
    "status" TEXT GENERATED ALWAYS AS (
        CASE
            WHEN "resolved_at" IS NOT NULL THEN 'resolved'
            WHEN "reopened_at" IS NOT NULL THEN 'needs_human'
            WHEN "outcome_status" IS NOT NULL THEN "outcome_status"
            WHEN "failure" IS NOT NULL THEN 'failed'
            WHEN "classification" IS NOT NULL THEN 'classified'
            ELSE 'received'
        END
    ) STORED,
    "queue" TEXT GENERATED ALWAYS AS (COALESCE("corrected_queue", "predicted_queue")) STORED,
    "urgency" TEXT GENERATED ALWAYS AS (COALESCE("corrected_urgency", "predicted_urgency")) STORED,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "tickets_pkey" PRIMARY KEY ("id")
);
-- Written once and read seldom: PostgreSQL's compression would cost more than the room it saves.
ALTER TABLE "gateway"."tickets" ALTER COLUMN "passages" SET STORAGE EXTERNAL;
CREATE INDEX "tickets_created_at_id_idx" ON "gateway"."tickets"("created_at", "id");
CREATE INDEX "tickets_status_created_at_id_idx" ON "gateway"."tickets"("status", "created_at", "id");

CREATE TABLE "gateway"."replies" (
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "author_role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "replies_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "replies_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "gateway"."tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "replies_ticket_id_idx" ON "gateway"."replies"("ticket_id");

CREATE TABLE "gateway"."feedback" (
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "labels" JSONB NOT NULL,
    "helpful" BOOLEAN,
    "comment" TEXT,
    "author_id" TEXT NOT NULL,
    "author_role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "feedback_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "feedback_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "gateway"."tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "feedback_ticket_id_idx" ON "gateway"."feedback"("ticket_id");

CREATE TABLE "gateway"."actions" (
    "id" BIGSERIAL NOT NULL,
    "ticket_id" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "author_id" TEXT NOT NULL,
    "author_role" TEXT NOT NULL,
    CONSTRAINT "actions_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "actions_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "gateway"."tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "actions_ticket_id_idx" ON "gateway"."actions"("ticket_id");

CREATE TABLE "gateway"."idempotency_keys" (
    "requester_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_digest" TEXT NOT NULL,
    "ticket_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("requester_id", "key")
);
