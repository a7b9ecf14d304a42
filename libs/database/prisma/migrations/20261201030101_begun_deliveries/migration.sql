-- The run of a transport that handles this topic for this consumer; none after an end that somebody ordered. Where there is
-- one at the start of another, what follows the offset may have been in hand when the process died.
ALTER TABLE "messaging"."offsets" ADD COLUMN "begun_by" UUID;

-- How often the handling of this event was begun in a process that ended before it did, and the last that began it.
ALTER TABLE "messaging"."retries" ADD COLUMN "begun" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "messaging"."retries" ADD COLUMN "begun_by" UUID;
DROP INDEX "messaging"."retries_due_at_idx";
CREATE INDEX "retries_consumer_topic_due_at_idx" ON "messaging"."retries"("consumer", "topic", "due_at");

-- Dead letters are listed in the order in which they were buried, whatever the clock said then.
ALTER TABLE "messaging"."dead_letters" ADD COLUMN "position" BIGINT;
CREATE SEQUENCE "messaging"."dead_letters_position_seq" OWNED BY "messaging"."dead_letters"."position";
UPDATE "messaging"."dead_letters" d SET "position" = placed."position"
FROM (SELECT "id", nextval('messaging.dead_letters_position_seq') AS "position"
      FROM (SELECT "id" FROM "messaging"."dead_letters" ORDER BY "created_at", "id") AS ordered) AS placed
WHERE placed."id" = d."id";
ALTER TABLE "messaging"."dead_letters" ALTER COLUMN "position" SET DEFAULT nextval('messaging.dead_letters_position_seq');
ALTER TABLE "messaging"."dead_letters" ALTER COLUMN "position" SET NOT NULL;
DROP INDEX "messaging"."dead_letters_created_at_id_idx";
CREATE UNIQUE INDEX "dead_letters_position_key" ON "messaging"."dead_letters"("position");
