-- Knowledge that an erasure took: a ticket that was on its way with it may still bring its words.
CREATE TABLE "gateway"."erased_documents" (
    "id" UUID NOT NULL,
    "erased_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "erased_documents_pkey" PRIMARY KEY ("id")
);
