import { type Command, Option } from 'commander';
import { audit } from '../app/audit.ts';
import type { ProblemFilter } from '../app/delivery-ports.ts';
import type { TextKey } from '../conversation/text-key.ts';
import { withOffice } from './office.ts';
import { notConfirmed } from './terminal.ts';

/** Problems that `queue list` prints at most. */
const LISTED = 200;

/** `queue list|retry`: messages that were not delivered, and another try. */
export function addQueueCommands(program: Command, describe: (key: TextKey) => string): void {
  const queue = program.command('queue').description(describe('cli.queue'));
  queue
    .command('list')
    .description(describe('cli.queue.list'))
    .addOption(new Option('--state <state>', describe('cli.queue.option.state')).choices(['failed', 'unknown']))
    .option('--channel <name>', describe('cli.queue.option.channel'))
    .option('--reference <code>', describe('cli.queue.option.reference'))
    .option('--json', describe('cli.option.json'))
    .action(async (options: ProblemFilter & { readonly json?: boolean }) => {
      process.exitCode = await withOffice(async ({ storage, terminal }) => {
        const { outbox } = storage.delivery;
        const problems = outbox.problems(LISTED, options);
        if (options.json === true) terminal.json({ counts: outbox.counts(), problems });
        else {
          const { pending, sending, failed, unknown } = outbox.counts();
          terminal.line('cli.queue.counts', { pending, sending, failed, unknown });
          for (const { id, channel, memberName, kind, state, reference, problem, settledAt } of problems) {
            const at = { as: 'moment', date: settledAt } as const;
            const name = memberName ?? '';
            terminal.line('cli.queue.problem', { id: String(id), at, channel, name, kind, state, reference, problem });
          }
        }
        return 0;
      });
    });
  queue
    .command('retry <id...>')
    .description(describe('cli.queue.retry'))
    .option('--yes', describe('cli.option.yes'))
    .action(async (ids: readonly string[], options: { readonly yes?: boolean }) => {
      process.exitCode = await runRetry(ids, options.yes === true);
    });
}

function runRetry(ids: readonly string[], yes: boolean): Promise<number> {
  return withOffice(async ({ storage, terminal, work }) => {
    terminal.line('cli.queue.retry_preview', { count: ids.length });
    const answer = await terminal.confirm(yes);
    if (answer !== 'yes') return notConfirmed(terminal, answer);
    const done = storage.unitOfWork.run(() => {
      const retried = ids.filter((id) => storage.delivery.outbox.retry(Number(id), work().now)).length;
      audit(work(), { action: 'queue_retried', actor: null, details: { messages: retried } });
      return retried;
    });
    terminal.line('cli.queue.retried', { done, rest: ids.length - done });
    return done === ids.length ? 0 : 1;
  });
}
