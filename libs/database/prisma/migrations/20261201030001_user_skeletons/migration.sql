-- What names that look alike have in common (UTS 39). The next start fills it for the users of today; two of them may
-- look alike already, so it is not unique.
ALTER TABLE access.users ADD COLUMN skeleton text;
CREATE INDEX users_skeleton_idx ON access.users (skeleton);
