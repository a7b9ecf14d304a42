CREATE SCHEMA IF NOT EXISTS "rag";
CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE "rag"."documents" (
    "id" UUID NOT NULL,
    "origin" TEXT,
    "source" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "queue" TEXT,
    "url" TEXT,
    "author_id" TEXT NOT NULL,
    "author_role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "documents_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "documents_origin_key" ON "rag"."documents"("origin");
CREATE INDEX "documents_created_at_id_idx" ON "rag"."documents"("created_at", "id");

-- `embedding` has no fixed dimension: an installation may bring its own embedding model.
CREATE TABLE "rag"."passages" (
    "id" TEXT NOT NULL,
    "document_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "section" TEXT,
    "text" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "queue" TEXT,
    "digest" TEXT NOT NULL,
    "embedding_digest" TEXT NOT NULL,
    "embedding" vector NOT NULL,
    "words" tsvector,
    CONSTRAINT "passages_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "passages_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "rag"."documents"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- A row with its vector is longer than PostgreSQL likes to keep in one piece; fetching vectors from the side table made
-- a search five times slower.
ALTER TABLE "rag"."passages" ALTER COLUMN "embedding" SET STORAGE PLAIN;
ALTER TABLE "rag"."passages" SET (toast_tuple_target = 8160);
CREATE INDEX "passages_document_id_idx" ON "rag"."passages"("document_id");

CREATE TABLE "rag"."settings" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    CONSTRAINT "settings_pkey" PRIMARY KEY ("name")
);
