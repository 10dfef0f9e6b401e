CREATE TABLE `calendar_day` (
	`date` text NOT NULL,
	`source` text NOT NULL CHECK (`source` IN ('law', 'notice', 'office')),
	`kind` text NOT NULL CHECK (`kind` IN ('holiday', 'day_off', 'compensatory')),
	`name` text NOT NULL,
	`stored_at` integer NOT NULL,
	PRIMARY KEY(`date`, `source`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `leave` (
	`id` integer PRIMARY KEY NOT NULL,
	`member_id` integer NOT NULL,
	`from_date` text NOT NULL,
	`to_date` text NOT NULL,
	`added_by` integer NOT NULL,
	`added_at` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`added_by`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `leave_member` ON `leave` (`member_id`);--> statement-breakpoint
CREATE INDEX `leave_to` ON `leave` (`to_date`);--> statement-breakpoint
CREATE TABLE `preference` (
	`member_id` integer PRIMARY KEY NOT NULL,
	`quiet_from` text,
	`quiet_until` text,
	`muted` text NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE TABLE `sent_message` (
	`channel` text NOT NULL,
	`day` text NOT NULL,
	`kind` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`channel`, `day`, `kind`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- The kinds of due items grow with every feature: the enumeration of 0001 goes, by the only way SQLite has. Nothing refers to this table.
CREATE TABLE `due_item_next` (
	`key` text PRIMARY KEY NOT NULL,
	`campaign_id` integer NOT NULL,
	`kind` text NOT NULL,
	`member_id` integer,
	`milestone` text NOT NULL,
	`due_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`state` text NOT NULL CHECK (`state` IN ('planned', 'fired', 'skipped')),
	`settled_at` integer,
	`detail` text,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`member_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `due_item_next` (`key`, `campaign_id`, `kind`, `member_id`, `milestone`, `due_at`, `expires_at`, `state`, `settled_at`) SELECT `key`, `campaign_id`, `kind`, `member_id`, `milestone`, `due_at`, `expires_at`, `state`, `settled_at` FROM `due_item`;
--> statement-breakpoint
DROP TABLE `due_item`;
--> statement-breakpoint
ALTER TABLE `due_item_next` RENAME TO `due_item`;
--> statement-breakpoint
CREATE INDEX `due_item_planned` ON `due_item` (`due_at`) WHERE state = 'planned';
