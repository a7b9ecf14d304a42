-- What was left out of a ticket's text, as JSON, and the sign that a machine sent it.
ALTER TABLE "gateway"."tickets" ADD COLUMN "omitted" TEXT, ADD COLUMN "automatic" TEXT;
