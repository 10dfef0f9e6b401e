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
CREATE TABLE `reminder_order` (
	`id` integer PRIMARY KEY NOT NULL,
	`campaign_id` integer NOT NULL,
	`text` text NOT NULL,
	`audience` text NOT NULL CHECK (`audience` IN ('all', 'not_leaders', 'heads', 'secretary', 'council', 'office')),
	`due_at` integer NOT NULL,
	`ordered_by` integer NOT NULL,
	`ordered_at` integer NOT NULL,
	`cancelled_at` integer,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`ordered_by`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE TABLE `wave_change` (
	`campaign_id` integer NOT NULL,
	`wave_code` text NOT NULL,
	`due_at` integer,
	`changed_by` integer NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`campaign_id`, `wave_code`),
	FOREIGN KEY (`campaign_id`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`changed_by`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `exemplar` (
	`id` integer PRIMARY KEY NOT NULL,
	`campaign_id` integer NOT NULL,
	`proposer_id` integer NOT NULL,
	`division_id` integer NOT NULL,
	`state` text NOT NULL CHECK (`state` IN ('draft', 'submitted', 'listed', 'returned', 'declined', 'withdrawn')),
	`kind` text CHECK (`kind` IN ('exemplar', 'new_model')),
	`subject_member_id` integer,
	`subject_division_id` integer,
	`subject_name` text,
	`summary` text,
	`results` text,
	`movement` text,
	`link` text,
	`version` integer NOT NULL,
	`opinion` text CHECK (`opinion` IN ('supports', 'does_not')),
	`opinion_reason` text,
	`opinion_by` integer,
	`opinion_at` integer,
	`spread` integer NOT NULL CHECK (`spread` IN (0, 1)),
	`recognised_by` text,
	`submitted_at` integer,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`proposer_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`division_id`) REFERENCES `division`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`subject_member_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`subject_division_id`) REFERENCES `division`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`opinion_by`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `exemplar_state` ON `exemplar` (`campaign_id`,`state`);--> statement-breakpoint
CREATE INDEX `exemplar_proposer` ON `exemplar` (`proposer_id`,`campaign_id`);--> statement-breakpoint
CREATE TABLE `exemplar_event` (
	`id` integer PRIMARY KEY NOT NULL,
	`exemplar_id` integer NOT NULL,
	`at` integer NOT NULL,
	`actor_id` integer NOT NULL,
	`action` text NOT NULL CHECK (`action` IN ('submitted', 'supported', 'not_supported', 'listed', 'returned', 'declined', 'withdrawn', 'spread', 'spread_ended', 'recognised')),
	`version` integer NOT NULL,
	`note` text,
	FOREIGN KEY (`exemplar_id`) REFERENCES `exemplar`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`actor_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `exemplar_event_exemplar` ON `exemplar_event` (`exemplar_id`,`id`);--> statement-breakpoint
CREATE TABLE `file_link` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`member_id` integer NOT NULL,
	`channel` text NOT NULL,
	`chat_id` text NOT NULL,
	`stored_name` text NOT NULL,
	`name` text NOT NULL,
	`mime` text NOT NULL,
	`purpose` text NOT NULL CHECK (`purpose` IN ('download', 'picture')),
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `file_link_expires` ON `file_link` (`expires_at`);--> statement-breakpoint
CREATE TABLE `upload_link` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`member_id` integer NOT NULL,
	`channel` text NOT NULL,
	`chat_id` text NOT NULL,
	`account_id` text NOT NULL,
	`prompt_token` text NOT NULL,
	`kind` text NOT NULL CHECK (`kind` IN ('staff_list', 'evidence')),
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`member_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `upload_link_expires` ON `upload_link` (`expires_at`);--> statement-breakpoint
CREATE TABLE `award_record` (
	`id` integer PRIMARY KEY NOT NULL,
	`holder` text NOT NULL CHECK (`holder` IN ('person', 'division', 'agency')),
	`member_id` integer,
	`division_id` integer,
	`year` integer NOT NULL,
	`kind` text NOT NULL CHECK (`kind` IN ('title', 'award', 'grade', 'initiative')),
	`code` text NOT NULL,
	`name` text,
	`decision_number` text NOT NULL,
	`decision_date` text NOT NULL,
	`authority` text NOT NULL,
	`entered_by` integer NOT NULL,
	`entered_at` integer NOT NULL,
	`cancelled_at` integer,
	`cancelled_by` integer,
	`cancel_reason` text,
	FOREIGN KEY (`member_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`division_id`) REFERENCES `division`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`entered_by`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`cancelled_by`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `award_record_member` ON `award_record` (`member_id`,`year`);--> statement-breakpoint
CREATE INDEX `award_record_division` ON `award_record` (`division_id`,`year`);--> statement-breakpoint
CREATE INDEX `award_record_year` ON `award_record` (`year`);--> statement-breakpoint
CREATE TABLE `discipline_record` (
	`id` integer PRIMARY KEY NOT NULL,
	`member_id` integer NOT NULL,
	`year` integer NOT NULL,
	`level` text NOT NULL CHECK (`level` IN ('reprimand', 'warning')),
	`decision_number` text NOT NULL,
	`decision_date` text NOT NULL,
	`authority` text NOT NULL,
	`entered_by` integer NOT NULL,
	`entered_at` integer NOT NULL,
	`cancelled_at` integer,
	`cancelled_by` integer,
	`cancel_reason` text,
	FOREIGN KEY (`member_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`entered_by`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`cancelled_by`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `discipline_record_member` ON `discipline_record` (`member_id`,`year`);--> statement-breakpoint
CREATE TABLE `indicator_value` (
	`id` integer PRIMARY KEY NOT NULL,
	`campaign_id` integer NOT NULL,
	`code` text NOT NULL,
	`division_id` integer,
	`round` text NOT NULL CHECK (`round` IN ('preliminary', 'final', 'interim')),
	`as_of` text NOT NULL,
	`value` integer,
	`denominator` integer,
	`on_time` integer,
	`previous` integer,
	`note` text,
	`source` text,
	`entered_by` integer NOT NULL,
	`entered_at` integer NOT NULL,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`division_id`) REFERENCES `division`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`entered_by`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `indicator_value_code` ON `indicator_value` (`campaign_id`,`code`);--> statement-breakpoint
CREATE TABLE `sent_message` (
	`channel` text NOT NULL,
	`day` text NOT NULL,
	`kind` text NOT NULL CHECK (`kind` IN ('answer', 'receipt', 'reminder', 'digest')),
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
CREATE INDEX `review_report_queue` ON `review_report` (`review_id`,`state`,`division_id`,`kind`,`member_id`);--> statement-breakpoint
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
DROP INDEX `outbox_dedupe_key_unique`;--> statement-breakpoint
DROP INDEX `outbox_open`;--> statement-breakpoint
DROP INDEX `outbox_next`;--> statement-breakpoint
DROP INDEX `outbox_due`;--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_dedupe` ON `outbox` (`dedupe_key`) WHERE dedupe_key <> '';--> statement-breakpoint
CREATE INDEX `outbox_waiting` ON `outbox` (`state`,`id`) WHERE state IN ('pending', 'sending');--> statement-breakpoint
CREATE INDEX `pledge_waiting` ON `pledge` (`campaign_id`,`state`,`division_id`,`kind`,`member_id`);
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
	`held` integer NOT NULL DEFAULT 0 CHECK (`held` IN (0, 1)),
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
