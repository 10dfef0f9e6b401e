CREATE TABLE `audit_entry` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_id` integer,
	`via` text NOT NULL CHECK (`via` IN ('chat', 'web', 'cli', 'program')),
	`action` text NOT NULL,
	`subject_kind` text,
	`subject_id` integer,
	`details` text NOT NULL,
	`hash` text NOT NULL,
	FOREIGN KEY (`actor_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `audit_entry_actor` ON `audit_entry` (`actor_id`) WHERE actor_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `audit_entry_subject` ON `audit_entry` (`subject_kind`,`subject_id`) WHERE subject_kind IS NOT NULL;--> statement-breakpoint
ALTER TABLE `chat_identity` ADD `notice_version` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `member` ADD `left_at` integer;--> statement-breakpoint
ALTER TABLE `member` ADD `anonymised_at` integer;
--> statement-breakpoint
-- An entry of the audit log is never changed and never removed. REPLACE removes rows without asking the trigger of a
-- deletion, so the number of a new entry has to be the next one.
CREATE TRIGGER `audit_entry_next` BEFORE INSERT ON `audit_entry`
WHEN NEW.`id` IS NOT (SELECT coalesce(max(`id`), 0) + 1 FROM `audit_entry`)
BEGIN
	SELECT RAISE(ABORT, 'the audit log takes the next number only');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_entry_unchanged` BEFORE UPDATE ON `audit_entry`
BEGIN
	SELECT RAISE(ABORT, 'the audit log is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_entry_kept` BEFORE DELETE ON `audit_entry`
BEGIN
	SELECT RAISE(ABORT, 'the audit log is append-only');
END;
--> statement-breakpoint
-- Who had left before this column came is taken to have left when the row was last written.
UPDATE `member` SET `left_at` = `updated_at` WHERE `active` = 0;
--> statement-breakpoint
UPDATE `chat_identity` SET `notice_version` = coalesce(
	(SELECT max(`notice_version`) FROM `consent` WHERE `consent`.`member_id` = `chat_identity`.`member_id`
		AND `consent`.`channel` = `chat_identity`.`channel` AND `withdrawn_at` IS NULL), 0);
