-- How far a consumer has begun to handle a topic. After an end that nobody ordered, what lies between the offset and
-- this place was in hand. Nothing is in hand now.
ALTER TABLE "messaging"."offsets" ADD COLUMN "begun_transaction_id" xid8 NOT NULL DEFAULT '0'::xid8;
ALTER TABLE "messaging"."offsets" ADD COLUMN "begun_position" BIGINT NOT NULL DEFAULT 0;
-- Written with every batch: room on the page keeps each change beside the row.
ALTER TABLE "messaging"."offsets" SET (fillfactor = 50);

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
