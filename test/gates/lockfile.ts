interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * Optional packages that no entry of the lockfile stands for. Where one is missing, `npm ci` fails on every machine: it
 * happens when the lockfile is written against a registry that lacks the builds of other platforms.
 */
export function missingFromLock(packages: Readonly<Record<string, LockedPackage>>): readonly string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !places(path).some((place) => Object.hasOwn(packages, `${place}node_modules/${name}`)))
      .map((name) => `${path}: ${name}`),
  );
}

/** Folders in which a package below `path` is looked for, nearest first, each with its slash. */
function places(path: string): readonly string[] {
  const parts = path.split('/node_modules/');
  const above = parts.map((_, index) => `${parts.slice(0, parts.length - index).join('/node_modules/')}/`);
  return [...(path === '' ? [] : above), ''];
}
