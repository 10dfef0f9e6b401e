import { matchKey } from './match-key.ts';

/**
 * Words (as match keys) of columns that offices keep in staff lists and that emulation does not need: numbers of the
 * citizen, birth, origin, home, pay, bank, health, faith. Such a column is never read.
 */
const PRIVATE_TERMS = [
  'cccd',
  'cmnd',
  'cmt',
  'can cuoc',
  'chung minh',
  'dinh danh',
  'ho chieu',
  'ngay sinh',
  'nam sinh',
  'noi sinh',
  'que quan',
  'ho khau',
  'dia chi',
  'thuong tru',
  'bao hiem',
  'bhxh',
  'ma so thue',
  'mst',
  'tai khoan',
  'luong',
  'he so',
  'ton giao',
  'suc khoe',
  'hon nhan',
  'citizen',
  'identity card',
  'passport',
  'birth',
  'birthday',
  'address',
  'salary',
  'bank',
  'tax',
  'insurance',
  'religion',
  'health',
] as const;

/** Whether a header names something about a person that is none of the program's business. */
export function isPrivateColumn(header: string): boolean {
  const key = ` ${matchKey(header)} `;
  return PRIVATE_TERMS.some((term) => key.includes(` ${term} `));
}
