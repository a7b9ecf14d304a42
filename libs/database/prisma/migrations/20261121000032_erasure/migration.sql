-- Keys whose events are gone: what a handler still has of them in hand must not be stored.
CREATE TABLE "messaging"."erased_keys" (
    "key" TEXT NOT NULL,
    "erased_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "erased_keys_pkey" PRIMARY KEY ("key")
);

CREATE TABLE "gateway"."erasures" (
    "id" UUID NOT NULL,
    "requester_id" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "author_role" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "erasures_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "erasures_requester_id_requested_at_idx" ON "gateway"."erasures"("requester_id", "requested_at");

-- One place where copies were; done when its owner says so.
CREATE TABLE "gateway"."erasure_parts" (
    "erasure_id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "erased" INTEGER,
    "done_at" TIMESTAMPTZ(3),
    CONSTRAINT "erasure_parts_pkey" PRIMARY KEY ("erasure_id", "place"),
    CONSTRAINT "erasure_parts_erasure_id_fkey" FOREIGN KEY ("erasure_id") REFERENCES "gateway"."erasures"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
