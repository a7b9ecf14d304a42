-- New labels are counted whenever one comes.
CREATE INDEX "example_labels_agent_labelled_at_idx" ON "monitor"."example_labels"("labelled_at") WHERE "source" = 'agent';
