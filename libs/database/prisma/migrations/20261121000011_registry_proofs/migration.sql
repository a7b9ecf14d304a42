ALTER TABLE "registry"."model_versions"
    ADD COLUMN "key_id" TEXT,
    ADD COLUMN "signature" TEXT,
    ADD COLUMN "signed_at" TIMESTAMPTZ(3),
    ADD COLUMN "awaits_signature" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "rejected_at" TIMESTAMPTZ(3),
    ADD COLUMN "rejection_reasons" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
-- What was registered before there were signatures is signed once, if its files are whole.
UPDATE "registry"."model_versions" SET "awaits_signature" = true;

ALTER TABLE "registry"."alias_changes" ADD COLUMN "from_version" TEXT;
-- A candidate that was promoted left its alias without a change, so what a candidate replaced is not known.
UPDATE "registry"."alias_changes" AS change
SET "from_version" = earlier."version"
FROM (
    SELECT "id", lag("version") OVER (PARTITION BY "name", "alias" ORDER BY "id") AS "version"
    FROM "registry"."alias_changes"
) AS earlier
WHERE earlier."id" = change."id" AND change."alias" <> 'candidate';
DROP INDEX "registry"."alias_changes_name_at_idx";
CREATE INDEX "alias_changes_name_id_idx" ON "registry"."alias_changes"("name", "id");

CREATE TABLE "registry"."version_files" (
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,
    CONSTRAINT "version_files_pkey" PRIMARY KEY ("name", "version", "file", "part")
);
-- Weights do not get smaller by compressing them.
ALTER TABLE "registry"."version_files" ALTER COLUMN "content" SET STORAGE EXTERNAL;

CREATE TABLE "registry"."removed_versions" (
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    CONSTRAINT "removed_versions_pkey" PRIMARY KEY ("name", "version")
);
