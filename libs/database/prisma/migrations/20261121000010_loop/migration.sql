-- Labels are kept of tickets without consent too: an error rate needs them, and they hold no text.
ALTER TABLE "monitor"."example_labels" DROP CONSTRAINT "example_labels_ticket_id_fkey";

CREATE TABLE "monitor"."observations" (
    "sequence" BIGSERIAL NOT NULL,
    "ticket_id" UUID NOT NULL,
    "model" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "embedding" TEXT NOT NULL,
    "outputs" TEXT NOT NULL,
    "abstained" BOOLEAN NOT NULL,
    "out_of_scope" BOOLEAN NOT NULL,
    "training" BOOLEAN NOT NULL,
    "blind" BOOLEAN NOT NULL,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "observations_pkey" PRIMARY KEY ("sequence")
);
CREATE UNIQUE INDEX "observations_ticket_id_key" ON "monitor"."observations"("ticket_id");
CREATE INDEX "observations_model_version_sequence_idx" ON "monitor"."observations"("model", "version", "sequence");

CREATE TABLE "monitor"."drift_states" (
    "model" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "evaluated_to" BIGINT NOT NULL,
    "verdict" TEXT NOT NULL,
    "correlation_id" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "drift_states_pkey" PRIMARY KEY ("model")
);

CREATE TABLE "monitor"."drift_reports" (
    "id" UUID NOT NULL,
    "model" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "report" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "drift_reports_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "drift_reports_created_at_id_idx" ON "monitor"."drift_reports"("created_at", "id");

CREATE TABLE "monitor"."rollouts" (
    "id" UUID NOT NULL,
    "model" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "report_id" UUID,
    "champion" TEXT NOT NULL,
    "since_sequence" BIGINT NOT NULL,
    "training_run_id" UUID,
    "version" TEXT,
    "reason" TEXT,
    "gates" TEXT,
    "replay" TEXT,
    "watch" TEXT,
    "stations" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "rollouts_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "rollouts_created_at_id_idx" ON "monitor"."rollouts"("created_at", "id");
-- A model has one way to a better version at a time, and one version under watch.
CREATE UNIQUE INDEX "rollouts_open_key" ON "monitor"."rollouts"("model")
    WHERE "status" IN ('waiting_labels', 'training', 'validating', 'proposed', 'promoting');
CREATE UNIQUE INDEX "rollouts_watching_key" ON "monitor"."rollouts"("model") WHERE "status" = 'watching';

CREATE TABLE "monitor"."loop_changes" (
    "id" BIGSERIAL NOT NULL,
    "autonomy" TEXT NOT NULL,
    "paused" BOOLEAN NOT NULL,
    "reason" TEXT,
    "author_id" TEXT NOT NULL,
    "author_role" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "loop_changes_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "monitor"."training_runs" ADD COLUMN "rollout_id" UUID;
ALTER TABLE "monitor"."training_runs" ADD COLUMN "evaluation" TEXT;

-- What each serving process says it serves: a promotion is done when all of them have it.
CREATE TABLE "registry"."serving" (
    "model" TEXT NOT NULL,
    "instance" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "serving_pkey" PRIMARY KEY ("model", "instance")
);
