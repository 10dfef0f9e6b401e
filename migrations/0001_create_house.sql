CREATE TABLE `dialogue` (
	`subject` text PRIMARY KEY NOT NULL,
	`flow` text NOT NULL,
	`version` integer NOT NULL,
	`state` text NOT NULL CHECK (json_valid(`state`)),
	`prompt_token` text NOT NULL,
	`prompt_choices` text NOT NULL CHECK (json_valid(`prompt_choices`)),
	`asked_at` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `inbound_event` (
	`channel` text NOT NULL,
	`event_key` text NOT NULL,
	`received_at` integer NOT NULL,
	`status` text NOT NULL CHECK (`status` IN ('done', 'failed')),
	`reference` text,
	PRIMARY KEY(`channel`, `event_key`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `job` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`member_id` integer NOT NULL,
	`channel` text NOT NULL,
	`chat_id` text NOT NULL,
	`account_id` text NOT NULL,
	`payload` text NOT NULL,
	`state` text NOT NULL CHECK (`state` IN ('queued', 'running', 'done', 'failed')),
	`result` text,
	`attempts` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `job_open` ON `job` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY NOT NULL,
	`dedupe_key` text NOT NULL,
	`channel` text NOT NULL,
	`chat_id` text NOT NULL,
	`member_id` integer,
	`lane` integer NOT NULL,
	`kind` text NOT NULL,
	`payload` text NOT NULL,
	`state` text NOT NULL CHECK (`state` IN ('pending', 'sending', 'sent', 'unknown', 'failed', 'expired')),
	`attempts` integer NOT NULL,
	`due_at` integer NOT NULL,
	`expires_at` integer,
	`message_id` text,
	`reference` text,
	`problem` text,
	`created_at` integer NOT NULL,
	`settled_at` integer,
	FOREIGN KEY (`member_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_dedupe_key_unique` ON `outbox` (`dedupe_key`);--> statement-breakpoint
CREATE INDEX `outbox_open` ON `outbox` (`channel`,`chat_id`,`id`) WHERE state IN ('pending', 'sending');--> statement-breakpoint
CREATE INDEX `outbox_next` ON `outbox` (`channel`,`lane`,`id`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`channel`,`due_at`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `outbox_problem` ON `outbox` (`state`,`settled_at`) WHERE state IN ('failed', 'unknown');--> statement-breakpoint
CREATE TABLE `setting` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `campaign` (
	`id` integer PRIMARY KEY NOT NULL,
	`year` integer NOT NULL,
	`state` text NOT NULL CHECK (`state` IN ('active', 'closed')),
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `campaign_year_unique` ON `campaign` (`year`);--> statement-breakpoint
CREATE TABLE `chat_identity` (
	`id` integer PRIMARY KEY NOT NULL,
	`channel` text NOT NULL,
	`account_id` text NOT NULL,
	`chat_id` text NOT NULL,
	`member_id` integer NOT NULL,
	`linked_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`reachable` integer NOT NULL CHECK (`reachable` IN (0, 1)),
	`unreachable_reason` text,
	`preferred` integer NOT NULL CHECK (`preferred` IN (0, 1)),
	FOREIGN KEY (`member_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `chat_identity_account` ON `chat_identity` (`channel`,`account_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `chat_identity_member_channel` ON `chat_identity` (`member_id`,`channel`);--> statement-breakpoint
CREATE INDEX `chat_identity_chat` ON `chat_identity` (`channel`,`chat_id`);--> statement-breakpoint
CREATE TABLE `consent` (
	`id` integer PRIMARY KEY NOT NULL,
	`member_id` integer NOT NULL,
	`channel` text NOT NULL,
	`notice_version` integer NOT NULL,
	`given_at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`member_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `consent_member` ON `consent` (`member_id`);--> statement-breakpoint
CREATE TABLE `division` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`ordinal` integer NOT NULL,
	`active` integer NOT NULL CHECK (`active` IN (0, 1))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `division_code_unique` ON `division` (`code`);--> statement-breakpoint
CREATE TABLE `invite` (
	`id` integer PRIMARY KEY NOT NULL,
	`member_id` integer NOT NULL,
	`code_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`member_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `invite_code_hash_unique` ON `invite` (`code_hash`);--> statement-breakpoint
CREATE INDEX `invite_member` ON `invite` (`member_id`);--> statement-breakpoint
CREATE TABLE `link_attempt` (
	`channel` text NOT NULL,
	`account_id` text NOT NULL,
	`failures` integer NOT NULL,
	`window_started_at` integer NOT NULL,
	PRIMARY KEY(`channel`, `account_id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `member` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`full_name` text NOT NULL,
	`division_id` integer NOT NULL,
	`position` text NOT NULL,
	`employment` text NOT NULL CHECK (`employment` IN ('civil_servant', 'contract_worker')),
	`council_post` text CHECK (`council_post` IN ('chair', 'vice_chair', 'member', 'secretary')),
	`phone` text,
	`roles` text NOT NULL,
	`locale` text CHECK (`locale` IN ('vi', 'en')),
	`active` integer NOT NULL CHECK (`active` IN (0, 1)),
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`division_id`) REFERENCES `division`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `member_code_unique` ON `member` (`code`);--> statement-breakpoint
CREATE INDEX `member_division` ON `member` (`division_id`);--> statement-breakpoint
CREATE INDEX `member_phone` ON `member` (`phone`);--> statement-breakpoint
CREATE TABLE `plan_version` (
	`id` integer PRIMARY KEY NOT NULL,
	`campaign_id` integer NOT NULL,
	`content` text NOT NULL CHECK (json_valid(`content`)),
	`sha256` text NOT NULL,
	`imported_at` integer NOT NULL,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `plan_version_campaign` ON `plan_version` (`campaign_id`,`id`);--> statement-breakpoint
CREATE TABLE `due_item` (
	`key` text PRIMARY KEY NOT NULL,
	`campaign_id` integer NOT NULL,
	`kind` text NOT NULL CHECK (`kind` IN ('registration_opened', 'registration_reminder', 'registration_closed', 'weekly_digest')),
	`member_id` integer,
	`milestone` text NOT NULL,
	`due_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`state` text NOT NULL CHECK (`state` IN ('planned', 'fired', 'skipped')),
	`settled_at` integer,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`member_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `due_item_planned` ON `due_item` (`due_at`) WHERE state = 'planned';--> statement-breakpoint
CREATE TABLE `pledge` (
	`id` integer PRIMARY KEY NOT NULL,
	`campaign_id` integer NOT NULL,
	`kind` text NOT NULL CHECK (`kind` IN ('individual', 'collective')),
	`member_id` integer,
	`division_id` integer NOT NULL,
	`state` text NOT NULL CHECK (`state` IN ('draft', 'submitted', 'endorsed', 'accepted', 'returned', 'withdrawn')),
	`version` integer NOT NULL,
	`draft` text CHECK (`draft` IS NULL OR json_valid(`draft`)),
	`content` text CHECK (`content` IS NULL OR json_valid(`content`)),
	`submitted_at` integer,
	`late_until` integer,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`member_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`division_id`) REFERENCES `division`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `pledge_individual` ON `pledge` (`campaign_id`,`member_id`) WHERE kind = 'individual';--> statement-breakpoint
CREATE UNIQUE INDEX `pledge_collective` ON `pledge` (`campaign_id`,`division_id`) WHERE kind = 'collective';--> statement-breakpoint
CREATE INDEX `pledge_queue` ON `pledge` (`campaign_id`,`state`,`division_id`);--> statement-breakpoint
CREATE TABLE `pledge_event` (
	`id` integer PRIMARY KEY NOT NULL,
	`pledge_id` integer NOT NULL,
	`at` integer NOT NULL,
	`actor_id` integer NOT NULL,
	`action` text NOT NULL CHECK (`action` IN ('submitted', 'amended', 'endorsed', 'returned', 'accepted', 'withdrawn', 'late_permitted')),
	`version` integer NOT NULL,
	`note` text,
	FOREIGN KEY (`pledge_id`) REFERENCES `pledge`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`actor_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `pledge_event_pledge` ON `pledge_event` (`pledge_id`,`id`);--> statement-breakpoint
CREATE TABLE `pledge_title` (
	`campaign_id` integer NOT NULL,
	`title` text NOT NULL,
	`pledge_id` integer NOT NULL,
	PRIMARY KEY(`campaign_id`, `title`, `pledge_id`),
	FOREIGN KEY (`pledge_id`) REFERENCES `pledge`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `pledge_title_pledge` ON `pledge_title` (`pledge_id`);--> statement-breakpoint
CREATE TABLE `pledge_version` (
	`pledge_id` integer NOT NULL,
	`version` integer NOT NULL,
	`content` text NOT NULL CHECK (json_valid(`content`)),
	`submitted_at` integer NOT NULL,
	`submitted_by` integer NOT NULL,
	PRIMARY KEY(`pledge_id`, `version`),
	FOREIGN KEY (`pledge_id`) REFERENCES `pledge`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`submitted_by`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT, WITHOUT ROWID;
