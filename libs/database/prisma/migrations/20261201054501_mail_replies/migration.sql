-- What was left out of a reply's text, as JSON, and the sign that a machine sent it.
ALTER TABLE "gateway"."replies" ADD COLUMN "omitted" TEXT, ADD COLUMN "automatic" TEXT;
