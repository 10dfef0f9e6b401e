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
CREATE TABLE `evidence_file` (
	`id` integer PRIMARY KEY NOT NULL,
	`report_id` integer NOT NULL,
	`stored_name` text NOT NULL,
	`sha256` text NOT NULL,
	`name` text NOT NULL,
	`mime` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`added_at` integer NOT NULL,
	`added_by` integer NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `review_report`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`added_by`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `evidence_file_content` ON `evidence_file` (`report_id`,`sha256`);--> statement-breakpoint
CREATE TABLE `review` (
	`id` integer PRIMARY KEY NOT NULL,
	`campaign_id` integer NOT NULL,
	`round` text NOT NULL CHECK (`round` IN ('preliminary', 'final')),
	`state` text NOT NULL CHECK (`state` IN ('open', 'closed')),
	`opened_at` integer NOT NULL,
	`opened_by` integer,
	`open_reason` text,
	`closed_at` integer,
	`closed_by` integer,
	`close_reason` text,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`opened_by`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`closed_by`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `review_round` ON `review` (`campaign_id`,`round`);--> statement-breakpoint
CREATE TABLE `review_report` (
	`id` integer PRIMARY KEY NOT NULL,
	`review_id` integer NOT NULL,
	`kind` text NOT NULL CHECK (`kind` IN ('individual', 'collective')),
	`member_id` integer,
	`division_id` integer NOT NULL,
	`state` text NOT NULL CHECK (`state` IN ('draft', 'submitted', 'confirmed', 'returned')),
	`version` integer NOT NULL,
	`draft` text,
	`content` text,
	`submitted_at` integer,
	`late_until` integer,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`review_id`) REFERENCES `review`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`member_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`division_id`) REFERENCES `division`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `review_report_individual` ON `review_report` (`review_id`,`member_id`) WHERE kind = 'individual';--> statement-breakpoint
CREATE UNIQUE INDEX `review_report_collective` ON `review_report` (`review_id`,`division_id`) WHERE kind = 'collective';--> statement-breakpoint
CREATE INDEX `review_report_queue` ON `review_report` (`review_id`,`state`,`division_id`);--> statement-breakpoint
CREATE TABLE `review_report_event` (
	`id` integer PRIMARY KEY NOT NULL,
	`report_id` integer NOT NULL,
	`at` integer NOT NULL,
	`actor_id` integer NOT NULL,
	`action` text NOT NULL CHECK (`action` IN ('submitted', 'amended', 'confirmed', 'returned', 'late_permitted')),
	`version` integer NOT NULL,
	`note` text,
	FOREIGN KEY (`report_id`) REFERENCES `review_report`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`actor_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `review_report_event_report` ON `review_report_event` (`report_id`,`id`);--> statement-breakpoint
CREATE TABLE `review_report_version` (
	`report_id` integer NOT NULL,
	`version` integer NOT NULL,
	`content` text NOT NULL,
	`submitted_at` integer NOT NULL,
	`submitted_by` integer NOT NULL,
	PRIMARY KEY(`report_id`, `version`),
	FOREIGN KEY (`report_id`) REFERENCES `review_report`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`submitted_by`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `review_snapshot` (
	`review_id` integer PRIMARY KEY NOT NULL,
	`taken_at` integer NOT NULL,
	`sha256` text NOT NULL,
	`body` text NOT NULL,
	FOREIGN KEY (`review_id`) REFERENCES `review`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
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
