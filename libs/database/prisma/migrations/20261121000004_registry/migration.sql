CREATE SCHEMA IF NOT EXISTS "registry";

CREATE TABLE "registry"."model_versions" (
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "card" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "model_versions_pkey" PRIMARY KEY ("name", "version")
);

CREATE TABLE "registry"."model_aliases" (
    "name" TEXT NOT NULL,
    "alias" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "model_aliases_pkey" PRIMARY KEY ("name", "alias"),
    CONSTRAINT "model_aliases_name_version_fkey" FOREIGN KEY ("name", "version") REFERENCES "registry"."model_versions"("name", "version") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE TABLE "registry"."alias_changes" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "alias" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "author_role" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "alias_changes_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "alias_changes_name_at_idx" ON "registry"."alias_changes"("name", "at");
