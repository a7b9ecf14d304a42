-- What the caller names a document by (a path, a key of another system), and words to find it by.
ALTER TABLE "rag"."documents" ADD COLUMN "external_id" TEXT,
ADD COLUMN "tags" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
CREATE UNIQUE INDEX "documents_external_id_key" ON "rag"."documents"("external_id");
