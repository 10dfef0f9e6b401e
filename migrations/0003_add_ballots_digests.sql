CREATE TABLE `ballot_box` (
	`election_id` integer NOT NULL,
	`nominee` integer NOT NULL,
	`marks` blob NOT NULL,
	PRIMARY KEY(`election_id`, `nominee`),
	FOREIGN KEY (`election_id`) REFERENCES `election`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `ballot_link` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`election_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	FOREIGN KEY (`election_id`) REFERENCES `election`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`member_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `ballot_link_member` ON `ballot_link` (`election_id`,`member_id`);--> statement-breakpoint
CREATE TABLE `ballot_roll` (
	`election_id` integer PRIMARY KEY NOT NULL,
	`ticks` text NOT NULL,
	FOREIGN KEY (`election_id`) REFERENCES `election`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE TABLE `election` (
	`id` integer PRIMARY KEY NOT NULL,
	`campaign_id` integer NOT NULL,
	`method` text NOT NULL CHECK (`method` IN ('secret_ballot', 'open_vote')),
	`state` text NOT NULL CHECK (`state` IN ('draft', 'open', 'closed', 'counted', 'published', 'void')),
	`election` text NOT NULL,
	`course` text NOT NULL,
	`preparation` text NOT NULL,
	`public_key` text,
	`fingerprint` text,
	`slots` text NOT NULL,
	`paper` text,
	`result` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `election_campaign` ON `election` (`campaign_id`,`id`);--> statement-breakpoint
CREATE TABLE `election_event` (
	`id` integer PRIMARY KEY NOT NULL,
	`election_id` integer NOT NULL,
	`at` integer NOT NULL,
	`actor_id` integer,
	`action` text NOT NULL CHECK (`action` IN ('created', 'shares_made', 'opened', 'postponed', 'closed', 'paper_entered', 'paper_confirmed', 'paper_refused', 'count_stopped', 'counted', 'published', 'void', 'recounted')),
	`note` text,
	FOREIGN KEY (`election_id`) REFERENCES `election`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`actor_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `election_event_election` ON `election_event` (`election_id`,`id`);--> statement-breakpoint
CREATE TABLE `weekly_digest` (
	`campaign_id` integer NOT NULL,
	`week` text NOT NULL,
	`taken_at` integer NOT NULL,
	`format` integer NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`campaign_id`, `week`),
	FOREIGN KEY (`campaign_id`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `group_picture` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`channel` text NOT NULL,
	`chat_id` text NOT NULL,
	`stored_name` text NOT NULL,
	`name` text NOT NULL,
	`mime` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `group_picture_expires` ON `group_picture` (`expires_at`);--> statement-breakpoint
ALTER TABLE `file_link` ADD `entitlement` text;