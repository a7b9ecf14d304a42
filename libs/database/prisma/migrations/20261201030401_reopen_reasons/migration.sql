-- Why a ticket is a person's again; tickets reopened before this were reopened by hand.
ALTER TABLE "gateway"."tickets" ADD COLUMN "reopen_reason" TEXT;
