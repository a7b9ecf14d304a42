-- What each service must know of consents that changed after the ticket came in: events on their way carry the old one.
CREATE TABLE "llm_response"."consents" (
    "ticket_id" UUID NOT NULL,
    "external_processing" BOOLEAN NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "consents_pkey" PRIMARY KEY ("ticket_id")
);
CREATE TABLE "monitor"."consents" (
    "ticket_id" UUID NOT NULL,
    "training" BOOLEAN NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "consents_pkey" PRIMARY KEY ("ticket_id")
);
CREATE TABLE "rag"."consents" (
    "ticket_id" UUID NOT NULL,
    "training" BOOLEAN NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "consents_pkey" PRIMARY KEY ("ticket_id")
);

-- Of which examples a run's snapshot was made, and which were left out for what reason (JSON).
ALTER TABLE "monitor"."training_runs" ADD COLUMN "manifest" TEXT;
