-- Every list is in the order in which its rows came, which no change of the clock can turn round. Rows from before get
-- their places by the times that they were listed by.
DO $$
DECLARE
    list RECORD;
    last BIGINT;
BEGIN
    FOR list IN
        SELECT * FROM (VALUES
            ('gateway', 'tickets', 'id', 'created_at, id'),
            ('gateway', 'replies', 'id', 'id'),
            ('gateway', 'feedback', 'id', 'id'),
            ('gateway', 'erasures', 'id', 'requested_at, id'),
            ('rag', 'documents', 'id', 'created_at, id'),
            ('monitor', 'training_runs', 'id', 'created_at, id'),
            ('monitor', 'drift_reports', 'id', 'created_at, id'),
            ('monitor', 'rollouts', 'id', 'created_at, id'),
            ('messaging', 'dead_letters', 'id', 'created_at, id'),
            ('access', 'api_keys', 'id', 'created_at, id')
        ) AS lists (schema, name, key, earlier)
    LOOP
        EXECUTE format('ALTER TABLE %I.%I ADD COLUMN sequence BIGINT', list.schema, list.name);
        EXECUTE format(
            'WITH places AS (SELECT ctid AS row, row_number() OVER (ORDER BY %s) AS place FROM %I.%I)
             UPDATE %I.%I t SET sequence = places.place FROM places WHERE t.ctid = places.row',
            list.earlier, list.schema, list.name, list.schema, list.name);
        EXECUTE format('CREATE SEQUENCE %I.%I OWNED BY %I.%I.sequence',
            list.schema, list.name || '_sequence_seq', list.schema, list.name);
        EXECUTE format('SELECT coalesce(max(sequence), 0) FROM %I.%I', list.schema, list.name) INTO last;
        PERFORM setval(format('%I.%I', list.schema, list.name || '_sequence_seq')::regclass, last + 1, false);
        EXECUTE format(
            'ALTER TABLE %I.%I ALTER COLUMN sequence SET DEFAULT nextval(%L::regclass), ALTER COLUMN sequence SET NOT NULL',
            list.schema, list.name, format('%I.%I', list.schema, list.name || '_sequence_seq'));
        EXECUTE format('CREATE UNIQUE INDEX %I ON %I.%I (sequence)',
            list.name || '_sequence_key', list.schema, list.name);
    END LOOP;
END $$;

-- The tickets' list with each of its filters. Times are still asked for by the summary and by quotas.
DROP INDEX "gateway"."tickets_created_at_id_idx";
DROP INDEX "gateway"."tickets_status_created_at_id_idx";
DROP INDEX "gateway"."tickets_requester_id_created_at_id_idx";
CREATE INDEX "tickets_created_at_idx" ON "gateway"."tickets"("created_at");
CREATE INDEX "tickets_requester_id_created_at_idx" ON "gateway"."tickets"("requester_id", "created_at");
CREATE INDEX "tickets_requester_id_sequence_idx" ON "gateway"."tickets"("requester_id", "sequence");
CREATE INDEX "tickets_status_sequence_idx" ON "gateway"."tickets"("status", "sequence");
CREATE INDEX "tickets_queue_sequence_idx" ON "gateway"."tickets"("queue", "sequence");
CREATE INDEX "tickets_urgency_sequence_idx" ON "gateway"."tickets"("urgency", "sequence");
-- Few tickets have one; the others cost this index nothing.
CREATE INDEX "tickets_assignee_sequence_idx" ON "gateway"."tickets"("assignee", "sequence") WHERE "assignee" IS NOT NULL;

DROP INDEX "rag"."documents_created_at_id_idx";
DROP INDEX "monitor"."training_runs_created_at_id_idx";
DROP INDEX "monitor"."drift_reports_created_at_id_idx";
DROP INDEX "monitor"."rollouts_created_at_id_idx";
DROP INDEX "messaging"."dead_letters_created_at_id_idx";
DROP INDEX "gateway"."erasures_requester_id_requested_at_idx";
CREATE INDEX "erasures_requester_id_sequence_idx" ON "gateway"."erasures"("requester_id", "sequence");
-- The store counts its tables from small samples (libs/database/src/maintain-tables.ts). Of these columns it must know all
-- usual values: of one that it takes for usual, it would walk the whole list to fill a page.
ALTER TABLE "gateway"."tickets"
    ALTER COLUMN "status" SET STATISTICS 20,
    ALTER COLUMN "queue" SET STATISTICS 20,
    ALTER COLUMN "urgency" SET STATISTICS 20;
