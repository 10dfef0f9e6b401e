/** Licences under which everybody may use, change and pass on; where one asks for more, what that is. */
export const ALLOWED: Readonly<Record<string, string>> = {
  '0BSD': '',
  'Apache-2.0': 'keeps its notices',
  BSD: 'keeps its notice',
  'BSD-2-Clause': 'keeps its notice',
  'BSD-3-Clause': 'keeps its notice',
  'BlueOak-1.0.0': 'keeps its notice',
  'CC-BY-3.0': 'data with their source named',
  ISC: 'keeps its notice',
  MIT: 'keeps its notice',
  'MPL-2.0': 'changes to its own files stay open; ours are none of them',
  'OFL-1.1': 'a typeface: not sold by itself',
  'PSF-2.0': 'keeps its notice',
  Unlicense: '',
  WTFPL: '',
  Zlib: 'keeps its notice',
};

/** Whether a licence, as npm writes it, leaves a way that is allowed: one side of every OR, both of every AND. */
export function isAllowed(licence: string | undefined): boolean {
  if (licence === undefined) return false;
  return licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((way) => way.split(' AND ').every((part) => part.trim() in ALLOWED));
}
