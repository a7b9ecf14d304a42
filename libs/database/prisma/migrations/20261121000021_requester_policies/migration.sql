-- A requester's reads run under this role, which is no superuser and owns nothing, so that its policies hold. Whoever
-- applies migrations needs CREATEROLE, or makes the role first. Roles belong to all databases of a server.
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'driftdesk_requester') THEN
        CREATE ROLE "driftdesk_requester" NOLOGIN NOSUPERUSER NOBYPASSRLS;
    END IF;
END $$;
GRANT "driftdesk_requester" TO CURRENT_USER;

GRANT USAGE ON SCHEMA "gateway" TO "driftdesk_requester";
GRANT SELECT ON "gateway"."tickets", "gateway"."replies", "gateway"."feedback", "gateway"."actions" TO "driftdesk_requester";

-- The owner of the tables, under whom the machine and the agents' desk work, is above the policies.
ALTER TABLE "gateway"."tickets" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "gateway"."replies" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "gateway"."feedback" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "gateway"."actions" ENABLE ROW LEVEL SECURITY;

-- Without the setting the comparison is with NULL: nothing is seen.
CREATE POLICY "own_tickets" ON "gateway"."tickets" FOR SELECT TO "driftdesk_requester"
    USING ("requester_id" = current_setting('driftdesk.requester', true));
-- What belongs to a ticket is seen with it: the policy above holds inside these.
CREATE POLICY "own_replies" ON "gateway"."replies" FOR SELECT TO "driftdesk_requester"
    USING (EXISTS (SELECT 1 FROM "gateway"."tickets" t WHERE t."id" = "ticket_id"));
CREATE POLICY "own_feedback" ON "gateway"."feedback" FOR SELECT TO "driftdesk_requester"
    USING (EXISTS (SELECT 1 FROM "gateway"."tickets" t WHERE t."id" = "ticket_id"));
CREATE POLICY "own_actions" ON "gateway"."actions" FOR SELECT TO "driftdesk_requester"
    USING (EXISTS (SELECT 1 FROM "gateway"."tickets" t WHERE t."id" = "ticket_id"));

-- A requester's list, and his quota.
CREATE INDEX "tickets_requester_id_created_at_id_idx" ON "gateway"."tickets"("requester_id", "created_at", "id");
