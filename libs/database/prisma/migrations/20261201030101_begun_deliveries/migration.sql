-- The run of a transport that handles this topic for this consumer; none after an end that somebody ordered. Where there is
-- one at the start of another, what follows the offset may have been in hand when the process died.
ALTER TABLE "messaging"."offsets" ADD COLUMN "begun_by" UUID;

-- How often the handling of this event was begun in a process that ended before it did, and the last that began it.
ALTER TABLE "messaging"."retries" ADD COLUMN "begun" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "messaging"."retries" ADD COLUMN "begun_by" UUID;
DROP INDEX "messaging"."retries_due_at_idx";
CREATE INDEX "retries_consumer_topic_due_at_idx" ON "messaging"."retries"("consumer", "topic", "due_at");
