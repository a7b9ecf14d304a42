CREATE SCHEMA IF NOT EXISTS "llm_response";

CREATE TABLE "llm_response"."provider_changes" (
    "id" BIGSERIAL NOT NULL,
    "provider" TEXT,
    "author_id" TEXT NOT NULL,
    "author_role" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "provider_changes_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "llm_response"."token_usage" (
    "month" TEXT NOT NULL,
    "used" BIGINT NOT NULL,
    CONSTRAINT "token_usage_pkey" PRIMARY KEY ("month")
);
