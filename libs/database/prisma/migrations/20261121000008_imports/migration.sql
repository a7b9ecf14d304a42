-- One row per imported ticket: its name where it came from. The primary key is what makes an import repeatable. It is
-- taken before the ticket is stored, so the ticket is looked for when the transaction ends.
CREATE TABLE "gateway"."imported_tickets" (
    "external_id" TEXT NOT NULL,
    "ticket_id" UUID NOT NULL,
    "text_digest" TEXT NOT NULL,
    "queue" TEXT NOT NULL,
    "urgency" TEXT,
    CONSTRAINT "imported_tickets_pkey" PRIMARY KEY ("external_id"),
    CONSTRAINT "imported_tickets_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "gateway"."tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX "imported_tickets_ticket_id_idx" ON "gateway"."imported_tickets"("ticket_id");
