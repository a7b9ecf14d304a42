-- What audit.recorded.v1 told, in one order; each row's hash covers its content and the hash before it.
CREATE TABLE "gateway"."audit_entries" (
    "sequence" BIGINT NOT NULL,
    "event_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "correlation_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_role" TEXT,
    "subject_kind" TEXT,
    "subject_id" TEXT,
    "address" TEXT,
    "facts" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("sequence")
);
CREATE UNIQUE INDEX "audit_entries_event_id_key" ON "gateway"."audit_entries"("event_id");
CREATE INDEX "audit_entries_at_idx" ON "gateway"."audit_entries"("at");
CREATE INDEX "audit_entries_actor_id_sequence_idx" ON "gateway"."audit_entries"("actor_id", "sequence");
CREATE INDEX "audit_entries_subject_id_sequence_idx" ON "gateway"."audit_entries"("subject_id", "sequence");

-- Signed: so many entries there were, and this was the hash of the last one.
CREATE TABLE "gateway"."audit_checkpoints" (
    "count" BIGINT NOT NULL,
    "head" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,
    "key_id" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    CONSTRAINT "audit_checkpoints_pkey" PRIMARY KEY ("count")
);

-- Against accidents; whoever owns the tables can drop it, and the chain shows what he does then.
CREATE FUNCTION "gateway"."refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is only ever appended to';
END $$;
CREATE TRIGGER "audit_entries_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "gateway"."audit_entries"
    FOR EACH STATEMENT EXECUTE FUNCTION "gateway"."refuse_audit_change"();
CREATE TRIGGER "audit_checkpoints_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "gateway"."audit_checkpoints"
    FOR EACH STATEMENT EXECUTE FUNCTION "gateway"."refuse_audit_change"();
