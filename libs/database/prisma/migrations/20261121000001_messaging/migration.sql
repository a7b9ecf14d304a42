CREATE SCHEMA IF NOT EXISTS "messaging";

CREATE TABLE "messaging"."events" (
    "position" BIGSERIAL NOT NULL,
    "transaction_id" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "causation_id" UUID,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "payload" TEXT NOT NULL,
    CONSTRAINT "events_pkey" PRIMARY KEY ("position")
);
-- Short-lived and mostly base64: compression would cost time and save little.
ALTER TABLE "messaging"."events" ALTER COLUMN "payload" SET STORAGE EXTERNAL;
CREATE UNIQUE INDEX "events_id_key" ON "messaging"."events"("id");
CREATE INDEX "events_topic_transaction_id_position_idx" ON "messaging"."events"("topic", "transaction_id", "position");

CREATE TABLE "messaging"."offsets" (
    "consumer" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "transaction_id" xid8 NOT NULL DEFAULT '0'::xid8,
    "position" BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT "offsets_pkey" PRIMARY KEY ("consumer", "topic")
);

CREATE TABLE "messaging"."inbox" (
    "consumer" TEXT NOT NULL,
    "event_id" UUID NOT NULL,
    "handled_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "inbox_pkey" PRIMARY KEY ("consumer", "event_id")
);

CREATE TABLE "messaging"."retries" (
    "consumer" TEXT NOT NULL,
    "event_id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "envelope" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    CONSTRAINT "retries_pkey" PRIMARY KEY ("consumer", "event_id")
);
CREATE INDEX "retries_due_at_idx" ON "messaging"."retries"("due_at");

CREATE TABLE "messaging"."dead_letters" (
    "id" UUID NOT NULL,
    "consumer" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "event_id" UUID NOT NULL,
    "envelope" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "replayed_at" TIMESTAMPTZ(3),
    CONSTRAINT "dead_letters_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "dead_letters_created_at_id_idx" ON "messaging"."dead_letters"("created_at", "id");
