CREATE TABLE "registry"."labels" (
    "id" BIGSERIAL NOT NULL,
    "model" TEXT NOT NULL,
    "head" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "author_id" TEXT,
    "author_role" TEXT,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "labels_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "labels_model_head_folded_key" ON "registry"."labels"("model", "head", "folded");
