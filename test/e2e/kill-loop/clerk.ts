import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleCommandLine, type Ended } from '../../support/command-line.ts';

/** Somebody who imports a staff list on the command line beside the bot, again and again. */
export interface Clerk {
  /** Begins an import, unless one is under way. */
  begin(): void;
  /** Resolves with how all of them ended. */
  ended(): Promise<readonly Ended[]>;
  /** Position that the last list gave; null before the first. */
  position(): string | null;
  remove(): void;
}

/** A clerk who gives one person a new position with every list. */
export async function createClerk(
  folder: string,
  settings: Readonly<Record<string, string>>,
  person: { readonly code: string; readonly fullName: string; readonly divisionCode: string },
): Promise<Clerk> {
  const commands = await bundleCommandLine();
  const file = join(folder, 'danh-sach.csv');
  const endings: Ended[] = [];
  let lists = 0;
  let running: Promise<void> | null = null;
  const position = () => (lists === 0 ? null : `Chuyên viên bậc ${lists}`);

  return {
    begin() {
      if (running !== null) return;
      lists += 1;
      const { code, fullName, divisionCode } = person;
      const rows = ['Mã cán bộ,Họ và tên,Phòng,Chức vụ', `${code},${fullName},${divisionCode},${position()}`];
      writeFileSync(file, rows.join('\n'));
      running = commands.run(['staff', 'import', file, '--yes'], settings).then((ended) => {
        endings.push(ended);
        running = null;
      });
    },
    async ended() {
      await running;
      return endings;
    },
    position,
    remove: commands.remove,
  };
}
