import { Command } from 'commander';
import { addAuditCommands } from '../../src/cli/audit.ts';
import { addBackupCommand } from '../../src/cli/backup.ts';
import { addBallotCommands } from '../../src/cli/ballot.ts';
import { addCalendarCommands } from '../../src/cli/calendar.ts';
import { addDoctorCommand } from '../../src/cli/doctor.ts';
import { addExportCommands } from '../../src/cli/export.ts';
import { addHistoryCommands } from '../../src/cli/history.ts';
import { addInviteCommand } from '../../src/cli/invite.ts';
import { addPlanCommands } from '../../src/cli/plan.ts';
import { addRestoreCommand } from '../../src/cli/restore.ts';
import { addStaffCommands } from '../../src/cli/staff.ts';
import { addQueueCommands } from '../../src/cli/storage.ts';

/** The command line as the program builds it: `plan import <file>` and its options. */
export function commandLine(): ReadonlyMap<string, readonly string[]> {
  const program = new Command();
  for (const add of [
    addDoctorCommand,
    addPlanCommands,
    addStaffCommands,
    addCalendarCommands,
    addExportCommands,
    addHistoryCommands,
    addAuditCommands,
    addBallotCommands,
    addInviteCommand,
    addBackupCommand,
    addRestoreCommand,
    addQueueCommands,
  ]) {
    add(program, (key) => key);
  }
  const found = new Map<string, readonly string[]>();
  function collect(command: Command, path: readonly string[]): void {
    for (const child of command.commands) collect(child, [...path, child.name()]);
    if (command.commands.length > 0 && command.registeredArguments.length === 0) return;
    const given = command.registeredArguments.map((argument) => {
      const name = argument.variadic ? `${argument.name()}...` : argument.name();
      return argument.required ? `<${name}>` : `[${name}]`;
    });
    found.set(
      [...path, ...given].join(' '),
      command.options.map((option) => option.flags),
    );
  }
  collect(program, []);
  return found;
}
