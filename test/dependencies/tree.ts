/** A package as package-lock.json has it. */
export interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly deprecated?: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Packages by the folder in which npm lays them. */
export type Lock = Readonly<Record<string, Locked>>;

const FOLDER = 'node_modules/';

/** Folders of a package and of everything that it needs, optional parts for other machines among them. */
export function treeOf(lock: Lock, name: string): readonly string[] {
  const found = new Set<string>();
  const left = [`${FOLDER}${name}`];
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const { dependencies, optionalDependencies } = lock[path] ?? {};
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const place = placeOf(lock, path, needed);
      if (place !== null) left.push(place);
    }
  }
  return [...found].sort();
}

/** Whether it is made for one kind of machine: of many such packages an installation has one. */
export function isForOneMachine({ os, cpu }: Locked): boolean {
  return os !== undefined || cpu !== undefined;
}

// As Node looks for it: in the package's own folder, then in those around it.
function placeOf(lock: Lock, from: string, name: string): string | null {
  for (let folder = from; ; folder = folder.slice(0, folder.lastIndexOf(`/${FOLDER}`))) {
    const own = `${folder}/${FOLDER}${name}`;
    if (own in lock) return own;
    if (!folder.includes(`/${FOLDER}`)) break;
  }
  const top = `${FOLDER}${name}`;
  return top in lock ? top : null;
}
