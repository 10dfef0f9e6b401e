import { Command } from 'commander';
import { complaintLocale, loadConfig } from '../config.ts';
import { say, type TextKey } from '../conversation/text-key.ts';
import { projectRoot } from '../lib/project-root.ts';
import { nameSourceLines } from '../lib/source-lines.ts';
import { createCatalogue } from '../presentation/catalogue.ts';
import { addAuditCommands } from './audit.ts';
import { addBackupCommand } from './backup.ts';
import { addBallotCommands } from './ballot.ts';
import { addCalendarCommands } from './calendar.ts';
import { runTyped, speakWith } from './commander-words.ts';
import { addDoctorCommand } from './doctor.ts';
import { addExportCommands } from './export.ts';
import { addHistoryCommands } from './history.ts';
import { addInviteCommand } from './invite.ts';
import { addPlanCommands } from './plan.ts';
import { addRestoreCommand } from './restore.ts';
import { addStaffCommands } from './staff.ts';
import { addQueueCommands } from './storage.ts';

nameSourceLines();
// Help must come even where the environment is wrong: then in the default language.
const config = loadConfig(projectRoot);
const locale = config.ok ? config.value.LOCALE : complaintLocale();
const catalogue = createCatalogue('UTC');
const words = (key: TextKey, params: Readonly<Record<string, string>> = {}) =>
  catalogue.plain(say(key, params), locale);
const describe = (key: TextKey) => words(key);

// `… | head` closes the pipe early: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const program = new Command('thidua').description(describe('cli.about'));
speakWith(program, words);
addDoctorCommand(program, describe);
addPlanCommands(program, describe);
addStaffCommands(program, describe);
addCalendarCommands(program, describe);
addExportCommands(program, describe);
addHistoryCommands(program, describe);
addAuditCommands(program, describe);
addBallotCommands(program, describe);
addInviteCommand(program, describe);
addBackupCommand(program, describe);
addRestoreCommand(program, describe);
addQueueCommands(program, describe);
await runTyped(program, words);
